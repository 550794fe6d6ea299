// Taking along what is shown: the picture as PNG or SVG, the facts as CSV, everything shown as JSON.

import type { Desk } from "./desk";
import { make } from "./dom";
import { save } from "./files";
import { bow, FONT, inkOn, type Placed } from "./paint";
import type { Picture } from "./picture";

export function exports(desk: Desk, picture: Picture): HTMLElement {
  const item = (text: string, id: string, does: () => void): HTMLElement =>
    make("button", { type: "button", id, text, click: () => { does(); menu.open = false; } });
  const menu = make(
    "details", { class: "menu", id: "export" }, make("summary", { text: "Export" }),
    make("div", { class: "sheet" },
      item("Picture as PNG", "export-png", () => picture.drawn().toBlob((blob) => blob && save("graph.png", "image/png", blob))),
      item("Picture as SVG", "export-svg", () => save("graph.svg", "image/svg+xml", svg(picture))),
      item("Facts as CSV", "export-csv", () => save("facts.csv", "text/csv", csv(desk))),
      item("Shown part as JSON", "export-json", () => save("graph.json", "application/json", json(desk)))),
  );
  return menu;
}

const shownFacts = ({ graph, sieved }: Desk): number[] => {
  const found = [];
  for (let f = graph.entities; f < graph.size; f++) if (sieved.shown[f]) found.push(f);
  return found.sort(graph.inTime);
};

/** A cell as it is; what a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const calm = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(calm) ? `"${calm.replaceAll('"', '""')}"` : calm;
}

function csv(desk: Desk): string {
  const { graph } = desk;
  const { nodes } = graph.block;
  const head = ["id", "date", "type", "label", "status", "who", "claims", "documents", "sources", "quote", "says", "publisher", "published", "uri"];
  const { origins } = graph.block;
  const rows = shownFacts(desk).flatMap((f) => {
    const who = Array.from(graph.rolesOf(f), (e) => `${graph.role(e)[1]}: ${graph.label(graph.target(e))}`).join("; ");
    const first = [graph.id(f), graph.date(f), graph.typeName(f), graph.label(f), graph.status(f), who, nodes.claims[f], nodes.docs[f], nodes.sources[f]];
    return graph.passages(f).map((p) => [...first, p.quote, p.says, origins.publisher[p.origin], origins.published[p.origin], origins.uri[p.origin]]);
  });
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function json(desk: Desk): string {
  const { graph, sieved } = desk;
  const { block } = graph;
  const entities = Array.from({ length: graph.entities }, (_, i) => i).filter((i) => sieved.shown[i]).map((i) => ({ id: graph.id(i), name: graph.label(i), names: graph.names(i), type: graph.typeName(i) }));
  const facts = shownFacts(desk).map((f) => ({
    id: graph.id(f), type: graph.typeName(f), label: graph.label(f), status: graph.status(f), date: graph.date(f),
    roles: Array.from(graph.rolesOf(f), (e) => ({ role: graph.role(e)[0], to: graph.id(graph.target(e)), n: block.edges.n[e] })),
    claims: graph.passages(f).map((p) => ({ id: p.claim, quote: p.quote, says: p.says, document: block.origins.id[p.origin], how: p.how.slice(0, 4), confidence: p.confidence })),
  }));
  const documents = block.origins.id.map((id, i) => ({ id, title: block.origins.title[i], uri: block.origins.uri[i], publisher: block.origins.publisher[i], published: block.origins.published[i] }));
  return JSON.stringify({ entities, facts, documents }, null, 1);
}

const xml = (text: string): string => text.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);
const DASH: Record<string, string> = { dashed: ' stroke-dasharray="5 3"', dotted: ' stroke-dasharray="1.5 2.5"' };

function svg(picture: Picture): string {
  const canvas = picture.drawn();
  const [width, height] = [canvas.width / 2, canvas.height / 2];
  const colours = picture.colours();
  const placed = picture.placed();
  const at = new Map(placed.map((p) => [p.spot.key, p]));
  const n = (value: number): string => value.toFixed(1);
  const lines = picture.scene.lines.map((line) => {
    const [a, b] = [at.get(line.from) as Placed, at.get(line.to) as Placed];
    const { cx, cy } = bow(a, b, line.bend);
    const back = Math.atan2(b.y - cy, b.x - cx);
    return `<path d="M${n(a.x)} ${n(a.y)}Q${n(cx)} ${n(cy)} ${n(b.x - Math.cos(back) * (b.r + 3))} ${n(b.y - Math.sin(back) * (b.r + 3))}" fill="none" stroke="${line.colour}" stroke-width="${line.width}"${line.planned ? ' stroke-dasharray="5 4"' : ""}${line.arrow ? ' marker-end="url(#head)"' : ""}><title>${xml(line.label)}</title></path>`;
  });
  const spots = placed.map(({ spot, x, y, r }) => {
    const look = spot.rim === "full" ? `fill="${spot.colour}"` : `fill="${colours.ground}" stroke="${spot.colour}" stroke-width="2.2"${DASH[spot.rim] ?? ""}`;
    const mark = (far: number, more: string): string =>
      spot.shape === "circle" ? `<circle cx="${n(x)}" cy="${n(y)}" r="${n(far)}" ${more}/>`
      : spot.shape === "square" ? `<rect x="${n(x - far * 0.9)}" y="${n(y - far * 0.9)}" width="${n(far * 1.8)}" height="${n(far * 1.8)}" ${more}/>`
      : `<path d="M${n(x)} ${n(y - far * 1.18)}L${n(x + far * 1.18)} ${n(y)}L${n(x)} ${n(y + far * 1.18)}L${n(x - far * 1.18)} ${n(y)}Z" ${more}/>`;
    const ring = spot.odd ? mark(r + 3, `fill="none" stroke="${colours.odd}" stroke-width="2.4"`) : "";
    const letter = r >= 6.5 && spot.letter ? `<text x="${n(x)}" y="${n(y + r * 0.4)}" text-anchor="middle" font-size="${n(Math.min(r * 1.15, 20))}" font-weight="700" fill="${spot.rim === "full" ? inkOn(spot.colour) : spot.colour}">${xml(spot.letter)}</text>` : "";
    return `${ring}${mark(r, look)}${letter}`;
  });
  const names = picture.captions().map(({ text, left, top, size, colour }) => `<text x="${n(left)}" y="${n(top + size * 0.85)}" font-size="${n(size)}" fill="${colour}" stroke="${colours.ground}" stroke-width="3" paint-order="stroke">${xml(text)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" font-family="${xml(FONT)}"><defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto" markerUnits="userSpaceOnUse"><path d="M0 0L8 4L0 8Z" fill="${colours.line}"/></marker></defs><rect width="100%" height="100%" fill="${colours.ground}"/>${lines.join("")}${spots.join("")}${names.join("")}</svg>\n`;
}
