// Draws a scene on a plain canvas, for browsers without WebGL.

import { paintLine, paintSpot, type Placed } from "./paint";
import type { Palette, Scene, Spot } from "./scene";
import { frameOf, type Heard, type Surface } from "./surface";

export const FLAT_LIMIT = 2000;

export class FlatSurface implements Surface {
  readonly kind = "canvas";
  private readonly canvas = document.createElement("canvas");
  private scene: Scene = { name: "", spots: [], lines: [], all: null, note: "", places: "screen", extent: { x: [-1, 1], y: [-1, 1] } };
  private k = 1;
  private dx = 0;
  private dy = 0;

  constructor(private readonly container: HTMLElement, private readonly heard: Heard, private readonly palette: () => Palette) {
    this.canvas.className = "flat";
    container.append(this.canvas);
    let held: { x: number; y: number; spot: Spot | null; far: boolean } | null = null;
    this.canvas.addEventListener("pointerdown", (e) => {
      held = { x: e.offsetX, y: e.offsetY, spot: this.at(e.offsetX, e.offsetY), far: false };
      this.canvas.setPointerCapture(e.pointerId);
    });
    this.canvas.addEventListener("pointermove", (e) => {
      if (!held) return heard.point(this.at(e.offsetX, e.offsetY)?.key ?? null);
      const [mx, my] = [e.offsetX - held.x, e.offsetY - held.y];
      if (!held.far && Math.hypot(mx, my) < 4) return;
      held.far = true;
      if (held.spot) {
        held.spot.x += mx / this.k, held.spot.y += my / this.k;
        heard.moved(held.spot.key, held.spot.x, held.spot.y);
      } else this.dx += mx, this.dy += my;
      [held.x, held.y] = [e.offsetX, e.offsetY];
      this.redraw();
    });
    this.canvas.addEventListener("pointerup", () => {
      if (held && !held.far) held.spot ? heard.pick(held.spot.key) : heard.missed(held.x, held.y);
      held = null;
    });
    this.canvas.addEventListener("dblclick", (e) => {
      const spot = this.at(e.offsetX, e.offsetY);
      if (spot) heard.open(spot.key);
    });
    this.canvas.addEventListener("wheel", (e) => (e.preventDefault(), this.about(e.deltaY < 0 ? 1.2 : 1 / 1.2, e.offsetX, e.offsetY)), { passive: false });
  }
  private at(x: number, y: number): Spot | null {
    return this.scene.spots.findLast((spot) => {
      const at = this.place(spot);
      return Math.hypot(at.x - x, at.y - y) <= at.r + 2;
    }) ?? null;
  }
  show(scene: Scene, fit: boolean): void {
    this.scene = scene;
    if (fit) this.fit();
    else this.redraw();
  }
  place(spot: Spot): { x: number; y: number; r: number } {
    return { x: spot.x * this.k + this.dx, y: spot.y * this.k + this.dy, r: spot.size * Math.min(Math.sqrt(this.scene.places === "screen" ? this.k : 1), 2) };
  }
  fit(): void {
    const { width, height } = this.container.getBoundingClientRect();
    const { x, y } = frameOf(this.scene, width, height);
    this.k = Math.min(width / (x[1] - x[0]), height / (y[1] - y[0])) || 1;
    this.dx = width / 2 - ((x[0] + x[1]) / 2) * this.k;
    this.dy = height / 2 - ((y[0] + y[1]) / 2) * this.k;
    this.redraw();
  }
  private about(factor: number, x: number, y: number): void {
    this.dx = x - (x - this.dx) * factor, this.dy = y - (y - this.dy) * factor;
    this.k *= factor;
    this.redraw();
  }
  zoom(factor: number): void {
    const { width, height } = this.container.getBoundingClientRect();
    this.about(factor, width / 2, height / 2);
  }
  look(spot: Spot): void {
    const { width, height } = this.container.getBoundingClientRect();
    const { x, y } = this.place(spot);
    if (x > 40 && x < width - 40 && y > 40 && y < height - 40) return;
    this.dx += width / 2 - x, this.dy += height / 2 - y;
    this.redraw();
  }
  paintNow(): void {
    this.redraw();
  }
  redraw(): void {
    const { width, height } = this.container.getBoundingClientRect();
    const fine = devicePixelRatio;
    this.canvas.width = width * fine, this.canvas.height = height * fine;
    const pen = this.canvas.getContext("2d");
    if (!pen) return;
    pen.scale(fine, fine);
    paintAll(pen, this.scene, (spot) => this.place(spot), this.palette());
    this.heard.painted();
  }
}

export function paintAll(pen: CanvasRenderingContext2D, scene: Scene, place: (spot: Spot) => { x: number; y: number; r: number }, palette: Palette): Map<string, Placed> {
  const at = new Map(scene.spots.map((spot): [string, Placed] => [spot.key, { spot, ...place(spot) }]));
  for (const line of scene.lines) paintLine(pen, line, at.get(line.from) as Placed, at.get(line.to) as Placed, line.colour);
  for (const one of at.values()) paintSpot(pen, one, palette);
  return at;
}
