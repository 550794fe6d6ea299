// The mark of a kind or a status, as legends show it.

import { draw } from "./dom";
import { inkOn } from "./paint";

const DASHES: Record<string, string> = { dashed: "4 2.5", dotted: "1.5 2" };

export function sign(shape: string, colour: string, letter = "", rim = "full", odd = false): SVGElement {
  const look = { fill: rim === "full" ? colour : "none", stroke: rim === "full" ? "none" : colour, "stroke-width": 2, ...(DASHES[rim] ? { "stroke-dasharray": DASHES[rim] } : {}) };
  const mark =
    shape === "circle" ? draw("circle", { cx: 9, cy: 9, r: 7.5, ...look })
    : shape === "diamond" ? draw("path", { d: "M9 1L17 9L9 17L1 9Z", ...look })
    : draw("rect", { x: 3, y: 3, width: 12, height: 12, ...look });
  const ring = odd ? [draw("rect", { x: 1, y: 1, width: 16, height: 16, fill: "none", stroke: "var(--odd)", "stroke-width": 2 })] : [];
  const text = letter ? [draw("text", { x: 9, y: 12.6, "text-anchor": "middle", "font-size": 10.5, "font-weight": 700, fill: rim === "full" && colour.startsWith("#") ? inkOn(colour) : colour }, letter)] : [];
  return draw("svg", { width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true", class: "sign" }, ...ring, mark, ...text);
}
