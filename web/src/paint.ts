// Spots, lines and captions on a plain canvas: for what is highlighted, for pictures to save, and where there is no WebGL.

import type { Palette, Line, Spot } from "./scene";

export interface Placed {
  spot: Spot;
  x: number;
  y: number;
  r: number;
}
type Pen = CanvasRenderingContext2D;

export const FONT = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
const DASHES: Record<Spot["rim"], number[]> = { full: [], hollow: [], dashed: [5, 3], dotted: [1.5, 2.5] };

export function outline(pen: Pen, shape: Spot["shape"], x: number, y: number, r: number): void {
  pen.beginPath();
  if (shape === "circle") pen.arc(x, y, r, 0, Math.PI * 2);
  else if (shape === "square") pen.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
  else {
    const far = r * 1.18;
    pen.moveTo(x, y - far), pen.lineTo(x + far, y), pen.lineTo(x, y + far), pen.lineTo(x - far, y), pen.closePath();
  }
}

export function paintSpot(pen: Pen, { spot, x, y, r }: Placed, palette: Palette): void {
  pen.setLineDash([]);
  if (spot.odd) {
    outline(pen, spot.shape, x, y, r + 3);
    pen.strokeStyle = palette.odd;
    pen.lineWidth = 2.4;
    pen.stroke();
  }
  outline(pen, spot.shape, x, y, spot.rim === "full" ? r : r - 1);
  pen.fillStyle = spot.rim === "full" ? spot.colour : palette.ground;
  pen.fill();
  if (spot.rim !== "full") {
    pen.strokeStyle = spot.colour;
    pen.lineWidth = 2.2;
    pen.setLineDash(DASHES[spot.rim]);
    pen.stroke();
    pen.setLineDash([]);
  }
}

export function paintLetter(pen: Pen, { spot, x, y, r }: Placed): void {
  if (r < 6.5 || spot.letter === "") return;
  pen.font = `700 ${Math.round(Math.min(r * 1.15, 20))}px ${FONT}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = spot.rim === "full" ? inkOn(spot.colour) : spot.colour;
  pen.fillText(spot.letter, x, y + 0.5);
}

/** Black or white, whichever stands out more from a colour. */
export function inkOn(colour: string): string {
  const [r, g, b] = [1, 3, 5].map((i) => (parseInt(colour.slice(i, i + 2), 16) / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.3 ? "#111111" : "#ffffff";
}

/** The point that the ends of a bent line bend towards, and any point on it (t from 0 to 1). */
export function bow(a: Placed, b: Placed, bend: number): { cx: number; cy: number; on: (t: number) => [number, number] } {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const [cx, cy] = [(a.x + b.x) / 2 - dy * bend, (a.y + b.y) / 2 + dx * bend];
  const mix = (p: number, c: number, q: number, t: number): number => (1 - t) ** 2 * p + 2 * t * (1 - t) * c + t * t * q;
  return { cx, cy, on: (t) => [mix(a.x, cx, b.x, t), mix(a.y, cy, b.y, t)] };
}

export function paintLine(pen: Pen, line: Line, a: Placed, b: Placed, colour: string): void {
  const { cx, cy } = bow(a, b, line.bend);
  const back = Math.atan2(b.y - cy, b.x - cx);
  const stop = b.r + (b.spot.odd ? 5 : 1.5);
  const head = line.arrow ? 5 + line.width : 0;
  const [tx, ty] = [b.x - Math.cos(back) * stop, b.y - Math.sin(back) * stop];
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = line.width;
  pen.setLineDash(line.planned ? [5, 4] : []);
  pen.beginPath();
  pen.moveTo(a.x, a.y);
  pen.quadraticCurveTo(cx, cy, tx - Math.cos(back) * head * 0.8, ty - Math.sin(back) * head * 0.8);
  pen.stroke();
  pen.setLineDash([]);
  if (!head) return;
  pen.beginPath();
  pen.moveTo(tx, ty);
  for (const side of [2.65, -2.65]) pen.lineTo(tx + Math.cos(back + side) * head, ty + Math.sin(back + side) * head);
  pen.fill();
}

const widths = new Map<string, number>();
/** The width of a text, measured once: measuring takes longer than drawing. */
function widthOf(pen: Pen, font: string, text: string): number {
  const key = `${font} ${text}`;
  let known = widths.get(key);
  if (known === undefined) {
    if (widths.size > 20_000) widths.clear();
    pen.font = font;
    known = pen.measureText(text).width;
    widths.set(key, known);
  }
  return known;
}

export interface Written {
  text: string;
  left: number;
  top: number;
  size: number;
  colour: string;
}
type Box = [number, number, number, number];
const BUTTONS = [44, 112]; // the corner that the zoom buttons take

/** Writes captions so that none covers another or a mark; what finds no room is left out. */
export class Captions {
  private readonly marks: Box[] = [];
  private readonly taken: Box[] = [];
  readonly written: Written[] = [];
  constructor(
    private readonly pen: Pen,
    private readonly palette: Palette,
    private readonly width: number,
    private readonly height: number,
  ) {
    this.taken.push([width - BUTTONS[0], height - BUTTONS[1], width, height]);
  }
  keep({ x, y, r }: Placed): void {
    this.marks.push([x - r, y - r, x + r, y + r]);
  }
  private free(box: Box, overMarks = false): boolean {
    const clash = (t: Box): boolean => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3];
    return box[0] > 2 && box[2] < this.width - 2 && box[1] > 2 && box[3] < this.height - 2 && !this.taken.some(clash) && (overMarks || !this.marks.some(clash));
  }
  /** `weighty`: rather over a mark than not at all. */
  name(placed: Placed, strong: boolean, weighty = strong): boolean {
    // A group that finds no room for two names is called by the first.
    const { node, caption } = placed.spot;
    return this.named(placed, caption, strong, weighty) || (node < 0 && this.named(placed, caption.split(", ")[0], strong, true));
  }
  private named({ spot, x, y, r }: Placed, caption: string, strong: boolean, weighty: boolean): boolean {
    const { pen, palette } = this;
    const entity = spot.shape === "circle";
    const size = entity ? Math.min(11.5 + Math.sqrt(Math.max(spot.weight, 0)) * 0.55, 16) : 11;
    const main = `${strong || (entity && spot.weight > 5) ? 650 : 450} ${size}px ${FONT}`;
    const side = `${spot.odd ? 700 : 450} ${Math.min(size, 11)}px ${FONT}`;
    const first = widthOf(pen, main, caption);
    const mark = spot.mark ? ` · ${spot.mark}` : "";
    const wide = first + (mark ? widthOf(pen, side, mark) : 0);
    const tall = size * 1.25;
    const gap = r + (spot.odd ? 6 : 3);
    const choices: [number, number][] = [[x - wide / 2, y + gap], [x - wide / 2, y - gap - tall], [x + gap + 1, y - tall / 2], [x - gap - wide - 1, y - tall / 2]];
    for (const [i, [left, top]] of [...choices, choices[0]].entries()) {
      if (i === choices.length && !weighty) break;
      const box: Box = [left - 2, top, left + wide + 2, top + tall];
      if (!this.free(box, i === choices.length)) continue;
      this.taken.push(box);
      this.write(caption, left, top + 1, main, palette.ink);
      if (mark) this.write(mark, left + first, top + 1 + (size - Math.min(size, 11)), side, spot.odd ? palette.odd : palette.soft);
      return true;
    }
    return false;
  }
  note(text: string, x: number, y: number, colour: string): boolean {
    const font = `italic 11px ${FONT}`;
    const wide = widthOf(this.pen, font, text);
    const box: Box = [x - wide / 2 - 1, y - 7, x + wide / 2 + 1, y + 7];
    if (!this.free(box)) return false;
    this.taken.push(box);
    this.write(text, x - wide / 2, y - 7, font, colour);
    return true;
  }
  private write(text: string, left: number, top: number, font: string, colour: string): void {
    const { pen } = this;
    pen.font = font;
    pen.textAlign = "left";
    pen.textBaseline = "top";
    pen.lineJoin = "round";
    pen.lineWidth = 3.5;
    pen.strokeStyle = this.palette.ground;
    pen.strokeText(text, left, top);
    pen.fillStyle = colour;
    pen.fillText(text, left, top);
    this.written.push({ text, left, top, size: parseFloat(font.replace(/^\D*(?:\d+ )?/, "")), colour });
  }
}
