// The picture: a scene on a surface, and over it the captions and what is highlighted.

import { FlatSurface, paintAll } from "./flat";
import { bow, Captions, paintLetter, paintLine, paintSpot, type Placed, type Written } from "./paint";
import { forget, LARGE, type Line, type Palette, type Scene, type Spot } from "./scene";
import type { Heard, Surface } from "./surface";
import { hasWebGL, WebGLSurface } from "./webgl";

const WRITTEN = 140; // captions at once
const WEIGHTY = 14; // of them, those that are never left out for a mark
const CROWD = 90; // lines from which none is named or drawn darker
const TRIED = 700; // spots looked at for them

export class Picture {
  readonly surface: Surface;
  scene: Scene = { name: "", spots: [], lines: [], all: null, note: "", places: "screen", extent: { x: [-1, 1], y: [-1, 1] } };
  private readonly over = document.createElement("canvas");
  private spotOf: Map<string, Spot> | null = null;
  private linesOf: Map<string, Line[]> | null = null;
  private written: readonly Written[] = [];
  private selected: string | null = null;
  private pointed: string | null = null;
  private readonly pins = new Map<string, Map<string, { x: number; y: number }>>();

  constructor(private readonly container: HTMLElement, private readonly palette: () => Palette, heard: Pick<Heard, "open"> & { pick(key: string | null): void; pickLine(line: Line): void }) {
    const all: Heard = {
      ...heard,
      missed: (x, y) => {
        const line = this.lineAt(x, y);
        if (line) heard.pickLine(line);
        else heard.pick(null);
      },
      point: (key) => {
        this.pointed = key;
        container.classList.toggle("pointed", key !== null);
        this.paint();
      },
      moved: (key, x, y) => {
        const spot = this.spots.get(key);
        if (spot) [spot.x, spot.y] = [x, y];
        const pins = this.pins.get(this.scene.name) ?? new Map();
        this.pins.set(this.scene.name, pins.set(key, { x, y }));
        this.paint();
      },
      painted: () => this.paint(),
    };
    this.surface = hasWebGL() ? new WebGLSurface(container, all, palette) : new FlatSurface(container, all, palette);
    this.over.className = "over";
    container.append(this.over);
    new ResizeObserver(() => this.surface.redraw()).observe(container);
  }

  get pinned(): number {
    return this.pins.get(this.scene.name)?.size ?? 0;
  }
  release(): void {
    this.pins.delete(this.scene.name);
    forget();
  }

  show(scene: Scene): void {
    const fit = scene.name !== this.scene.name;
    for (const [key, at] of this.pins.get(scene.name) ?? []) Object.assign(scene.spots.find((s) => s.key === key) ?? {}, at);
    this.scene = scene;
    this.spotOf = this.linesOf = null;
    if (this.pointed !== null && !this.spots.has(this.pointed)) this.pointed = null;
    this.surface.show(scene, fit);
    this.paint();
  }
  /** Spots by their keys, and below the lines of each; both made only once something is pointed at. */
  private get spots(): Map<string, Spot> {
    return (this.spotOf ??= new Map(this.scene.spots.map((s) => [s.key, s])));
  }
  private get lines(): Map<string, Line[]> {
    if (this.linesOf) return this.linesOf;
    const found = new Map<string, Line[]>();
    for (const line of this.scene.lines)
      for (const key of new Set([line.from, line.to])) {
        const known = found.get(key);
        if (known) known.push(line);
        else found.set(key, [line]);
      }
    return (this.linesOf = found);
  }
  has(key: string): boolean {
    return this.spots.has(key);
  }
  select(key: string | null): void {
    this.selected = key;
    const spot = key === null ? undefined : this.spots.get(key);
    if (spot) this.surface.look(spot);
    this.paint();
  }
  /** The spot that lies from the selected one in a direction, for the arrow keys. */
  towards(dx: number, dy: number): string | null {
    const from = this.selected === null ? undefined : this.spots.get(this.selected);
    if (!from) return this.scene.spots[0]?.key ?? null;
    const here = this.surface.place(from);
    let [best, most] = [null as string | null, Infinity];
    for (const spot of this.scene.spots) {
      if (spot === from) continue;
      const at = this.surface.place(spot);
      const along = (at.x - here.x) * dx + (at.y - here.y) * dy;
      const across = Math.abs((at.x - here.x) * dy) + Math.abs((at.y - here.y) * dx);
      if (along > 4 && along + across * 2 < most) [best, most] = [spot.key, along + across * 2];
    }
    return best;
  }
  /** The line that passes nearest to a point, if it is within reach; in great scenes none is. */
  private lineAt(x: number, y: number): Line | undefined {
    if (this.scene.lines.length > LARGE) return undefined;
    let [best, most] = [undefined as Line | undefined, 5];
    for (const line of this.scene.lines) {
      const { on } = bow(this.placedSpot(line.from), this.placedSpot(line.to), line.bend);
      for (let t = 0.02; t < 1; t += 0.02) {
        const [px, py] = on(t);
        const far = Math.hypot(px - x, py - y);
        if (far < most) [best, most] = [line, far];
      }
    }
    return best;
  }
  positions(): Record<string, { x: number; y: number }> {
    const { left, top } = this.container.getBoundingClientRect();
    const found: Record<string, { x: number; y: number }> = {};
    for (const spot of this.scene.spots.slice(0, LARGE)) {
      const { x, y } = this.surface.place(spot);
      found[spot.key] = { x: x + left, y: y + top };
    }
    return found;
  }
  /** The whole picture on a canvas of its own, twice as fine as the screen. */
  drawn(): HTMLCanvasElement {
    const { width, height } = this.container.getBoundingClientRect();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * 2, height * 2];
    const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
    pen.scale(2, 2);
    pen.fillStyle = this.palette().ground;
    pen.fillRect(0, 0, width, height);
    paintAll(pen, this.scene, (spot) => this.surface.place(spot), this.palette());
    this.write(pen, width, height, null);
    return canvas;
  }
  placed(): Placed[] {
    return this.scene.spots.map((spot) => ({ spot, ...this.surface.place(spot) }));
  }

  colours(): Palette {
    return this.palette();
  }
  captions(): readonly Written[] {
    return this.written;
  }
  get held(): string | null {
    return this.selected;
  }
  /** Milliseconds one drawing of everything takes. */
  measure(): number {
    const before = performance.now();
    this.surface.paintNow();
    return performance.now() - before;
  }

  private paint(): void {
    const { width, height } = this.container.getBoundingClientRect();
    const fine = devicePixelRatio;
    if (this.over.width !== Math.round(width * fine) || this.over.height !== Math.round(height * fine)) {
      [this.over.width, this.over.height] = [Math.round(width * fine), Math.round(height * fine)];
    }
    const pen = this.over.getContext("2d");
    if (!pen || width === 0) return;
    pen.setTransform(fine, 0, 0, fine, 0, 0);
    pen.clearRect(0, 0, width, height);
    const centre = this.pointed ?? this.selected;
    if (centre !== null && this.spots.has(centre)) this.highlight(pen, width, height, centre);
    this.write(pen, width, height, centre !== null && this.spots.has(centre) ? centre : null);
  }
  /** A spot, those beside it and, beyond the events of an actor, those who take part in them. */
  private near(centre: string): { keys: Set<string>; lines: Set<Line> } {
    const keys = new Set([centre]);
    const lines = new Set(this.lines.get(centre) ?? []);
    const entity = this.spots.get(centre)?.shape === "circle";
    for (const line of [...lines]) {
      const other = line.from === centre ? line.to : line.from;
      keys.add(other);
      if (entity && this.spots.get(other)?.shape !== "circle") for (const far of this.lines.get(other) ?? []) lines.add(far), keys.add(far.from), keys.add(far.to);
    }
    return { keys, lines };
  }
  private highlight(pen: CanvasRenderingContext2D, width: number, height: number, centre: string): void {
    const palette = this.palette();
    const { keys, lines } = this.near(centre);
    pen.globalAlpha = this.pointed === null || this.pointed === this.selected ? 0.76 : 0.6;
    pen.fillStyle = palette.ground;
    pen.fillRect(0, 0, width, height);
    pen.globalAlpha = 1;
    const at = new Map([...keys].map((key): [string, Placed] => [key, this.placedSpot(key)]));
    const direct = new Set(lines.size <= CROWD ? this.lines.get(centre) : []);
    for (const line of lines) paintLine(pen, line, at.get(line.from) as Placed, at.get(line.to) as Placed, direct.has(line) ? palette.ink : line.colour);
    for (const one of at.values()) paintSpot(pen, one, palette);
    const { x, y, r } = at.get(centre) as Placed;
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.arc(x, y, r * 1.3 + 5, 0, Math.PI * 2);
    pen.stroke();
  }
  private placedSpot(key: string): Placed {
    const spot = this.spots.get(key) as Spot;
    return { spot, ...this.surface.place(spot) };
  }
  private write(pen: CanvasRenderingContext2D, width: number, height: number, centre: string | null): void {
    const palette = this.palette();
    const captions = new Captions(pen, palette, width, height);
    this.written = captions.written;
    const inside = ({ x, y, r }: Placed): boolean => x > -r && y > -r && x < width + r && y < height + r;
    if (centre !== null) {
      const { keys, lines } = this.near(centre);
      const placed = [...keys].map((key) => this.placedSpot(key)).filter(inside);
      placed.sort((a, b) => Number(b.spot.key === centre) - Number(a.spot.key === centre) || b.spot.weight - a.spot.weight);
      for (const one of placed) captions.keep(one), paintLetter(pen, one);
      placed.slice(0, WRITTEN).forEach((one, i) => captions.name(one, one.spot.key === centre, i < WEIGHTY));
      if (lines.size <= CROWD) for (const line of lines) this.label(captions, line, line.from === centre || line.to === centre ? palette.ink : palette.soft);
      return;
    }
    const placed: Placed[] = [];
    for (const spot of this.scene.spots.slice(0, TRIED)) {
      const one = { spot, ...this.surface.place(spot) };
      if (inside(one)) placed.push(one);
    }
    if (placed.length <= 400) for (const one of placed) captions.keep(one), paintLetter(pen, one);
    let room = placed.length < 400 ? WRITTEN : WRITTEN / 2;
    placed.forEach((one, i) => {
      if (room > 0 && captions.name(one, false, i < WEIGHTY)) room--;
    });
    if (this.scene.lines.length <= 90 && this.scene.lines.some((l) => l.facts.length > 0 && this.spots.get(l.from)?.shape === "circle" && this.spots.get(l.to)?.shape === "circle"))
      for (const line of [...this.scene.lines].sort((a, b) => b.width - a.width)) this.label(captions, line, palette.soft);
  }
  private label(captions: Captions, line: Line, colour: string): void {
    const [a, b] = [this.placedSpot(line.from), this.placedSpot(line.to)];
    if (Math.hypot(a.x - b.x, a.y - b.y) < a.r + b.r + 34) return;
    const { on } = bow(a, b, line.bend);
    for (const t of [0.5, 0.38, 0.62, 0.28, 0.72]) if (captions.note(line.label, ...on(t), colour)) return;
  }
}
