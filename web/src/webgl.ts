// The only module that knows sigma and graphology: draws a scene with WebGL.

import { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import { type Great, LARGE, type Palette, type Scene, type Spot } from "./scene";
import { inks, ShapeProgram, styleOf, ThinProgram } from "./shapes";
import { frameOf, type Heard, type Surface } from "./surface";

const PAD = 14;
const BOLD = 1.6; // its soft edges make a line look thinner than the canvas draws it

export function hasWebGL(): boolean {
  try {
    const context = document.createElement("canvas").getContext("webgl2") ?? document.createElement("canvas").getContext("webgl");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}

export class WebGLSurface implements Surface {
  readonly kind = "webgl";
  private readonly sigma: Sigma;
  private held: Great | null = null; // the great scene that the graph holds
  private shown = new Uint8Array(0); // of its nodes
  private dragged: string | null = null;
  private strayed = false;

  constructor(private readonly container: HTMLElement, heard: Heard, private readonly palette: () => Palette) {
    this.sigma = new Sigma(new MultiDirectedGraph(), container, {
      allowInvalidContainer: true,
      renderLabels: false,
      renderEdgeLabels: false,
      enableEdgeEvents: false,
      hideEdgesOnMove: false,
      stagePadding: PAD,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      zIndex: false,
      minEdgeThickness: 0.6,
      doubleClickZoomingRatio: 1,
      defaultNodeType: "shape",
      defaultEdgeType: "plain",
      nodeProgramClasses: { shape: ShapeProgram as never },
      nodeHoverProgramClasses: { shape: ShapeProgram as never },
      edgeProgramClasses: { plain: EdgeRectangleProgram, thin: ThinProgram as never, arrow: EdgeArrowProgram, bent: EdgeCurvedArrowProgram as never },
      defaultDrawNodeHover: () => undefined,
      nodeReducer: (_, data) => (this.held === null || this.shown[data.node] ? data : { ...data, hidden: true }),
    });
    const { sigma } = this;
    sigma.on("afterRender", () => heard.painted());
    sigma.on("enterNode", ({ node }) => heard.point(node));
    sigma.on("leaveNode", () => heard.point(null));
    sigma.on("clickNode", ({ node }) => !this.strayed && heard.pick(node));
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => (preventSigmaDefault(), heard.open(node)));
    sigma.on("clickStage", ({ event }) => heard.missed(event.x, event.y));
    sigma.on("downNode", ({ node }) => ((this.dragged = node), (this.strayed = false)));
    sigma.on("moveBody", ({ event }) => {
      if (this.dragged === null) return;
      const at = sigma.viewportToGraph(event);
      sigma.getGraph().mergeNodeAttributes(this.dragged, at);
      heard.moved(this.dragged, at.x, -at.y);
      this.strayed = true;
      event.preventSigmaDefault();
      event.original.preventDefault();
      event.original.stopPropagation();
    });
    const drop = (): void => {
      this.dragged = null;
    };
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
  }

  show(scene: Scene, fit: boolean): void {
    const { sigma } = this;
    if (scene.all !== null && scene.all === this.held) return this.sift(scene);
    this.held = scene.all;
    if (scene.all) this.shown = shownOf(scene, scene.all);
    const { ground, odd } = this.palette();
    [inks.ground, inks.odd] = [ground, odd].map((hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255));
    const graph = new MultiDirectedGraph();
    const { spots, lines } = scene.all ?? scene;
    for (const spot of spots) graph.addNode(spot.key, { node: spot.node, x: spot.x, y: -spot.y, size: spot.size, color: spot.colour, style: styleOf(spot) });
    const many = spots.length > LARGE;
    const faint = mixed(this.palette().line, ground, 0.45);
    lines.forEach((line, i) => {
      const type = many ? "thin" : line.bend ? "bent" : line.arrow ? "arrow" : "plain";
      graph.addEdgeWithKey(String(i), line.from, line.to, { size: many ? 0.7 : line.width * BOLD, type, curvature: line.bend, color: many ? `${this.palette().line}55` : line.planned ? faint : line.colour });
    });
    const { width, height } = this.container.getBoundingClientRect();
    const frame = frameOf(scene, Math.max(width - 2 * PAD, 50), Math.max(height - 2 * PAD, 50));
    if (fit) sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
    sigma.setCustomBBox({ x: frame.x, y: [-frame.y[1], -frame.y[0]] });
    sigma.setGraph(graph as never);
  }
  /** In a great scene a filter touches only what it changes: taking all of it anew costs several times as much. */
  private sift(scene: Scene): void {
    const { spots, ends } = scene.all as Great;
    const before = this.shown;
    const now = (this.shown = shownOf(scene, scene.all as Great));
    const nodes = spots.filter((s) => before[s.node] !== now[s.node]).map((s) => s.key);
    const edges: string[] = [];
    for (let i = 0; i < ends.length; i += 2) if ((before[ends[i]] && before[ends[i + 1]]) !== (now[ends[i]] && now[ends[i + 1]])) edges.push(String(i / 2));
    this.sigma.refresh({ partialGraph: { nodes, edges }, skipIndexation: true });
  }
  place(spot: Spot): { x: number; y: number; r: number } {
    const shown = this.sigma.getGraph().getNodeAttributes(spot.key);
    const { x, y } = this.sigma.graphToViewport({ x: shown.x, y: shown.y });
    return { x, y, r: this.sigma.scaleSize(spot.size) };
  }
  fit(): void {
    this.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }
  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    camera.setState({ ratio: camera.getBoundedRatio(camera.ratio / factor) });
  }
  look(spot: Spot): void {
    const { sigma } = this;
    const { width, height } = sigma.getDimensions();
    const { x, y } = this.place(spot);
    if (x > 60 && x < width - 60 && y > 40 && y < height - 40) return;
    const shown = sigma.getNodeDisplayData(spot.key);
    if (shown) sigma.getCamera().setState({ x: shown.x, y: shown.y });
  }
  paintNow(): void {
    (this.sigma as unknown as { render(): void }).render();
  }
  redraw(): void {
    this.sigma.resize();
    this.sigma.scheduleRender();
  }
}

function shownOf(scene: Scene, { spots }: Great): Uint8Array<ArrayBuffer> {
  const shown = new Uint8Array(spots.reduce((most, s) => Math.max(most, s.node), 0) + 1);
  for (const { node } of scene.spots) shown[node] = 1;
  return shown;
}

function mixed(one: string, two: string, share: number): string {
  const part = (hex: string, i: number): number => parseInt(hex.slice(i, i + 2), 16);
  return `#${[1, 3, 5].map((i) => Math.round(part(one, i) * (1 - share) + part(two, i) * share).toString(16).padStart(2, "0")).join("")}`;
}
