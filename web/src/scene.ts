// What the picture shows: spots and the lines between them, with their places and looks, whoever draws it.

import { arrange, type Box } from "./arrange";
import { count, cut, oneLine, plural } from "./dom";
import { DOERS, type Graph } from "./graph";
import { type Way } from "./route";
import type { State } from "./state";

export type Rim = "full" | "hollow" | "dashed" | "dotted";
export interface Spot {
  key: string; // the id of a node, or group:N
  node: number; // -1 for a group
  x: number;
  y: number;
  size: number; // from its middle, in pixels
  shape: "circle" | "square" | "diamond";
  colour: string;
  rim: Rim;
  odd: boolean;
  letter: string;
  caption: string;
  mark: string; // what a reader must notice: disputed, threatened …
  weight: number;
}
export interface Line {
  from: string;
  to: string;
  label: string;
  colour: string;
  width: number;
  planned: boolean;
  bend: number;
  arrow: boolean;
  facts: number[];
}
export interface Scene {
  name: string;
  spots: Spot[]; // the weightiest first
  lines: Line[];
  all: Great | null; // the great scene they are the shown part of
  note: string;
  places: "screen" | "map"; // pixels, or the units of the great layout
  extent: Extent; // what is to be seen of the plane: that of all spots before any filter, so that nothing jumps
}
export interface Extent {
  x: [number, number];
  y: [number, number];
}
/** All that a great scene may show, made once: a filter only chooses from it. */
export interface Great {
  spots: Spot[];
  lines: Line[];
  ends: Int32Array; // the two nodes of each line
}

export const LARGE = 3000; // spots from which lines lose their arrows
const WHOLE = 460; // spots that "everything" lays out itself
const GROUPS = 28;
const ROOM = 9000; // square pixels a node of the opening wants
const FOCUS = 260; // spots a scene of its own layout may have
const RIMS: Record<string, Rim> = { asserted: "full", attributed: "full", disputed: "full", denied: "dotted", reported: "dotted", hypothetical: "dotted", generic: "dotted" };

export interface Palette {
  ink: string;
  soft: string;
  ground: string;
  line: string;
  odd: string;
}

export interface Frame {
  graph: Graph;
  state: State;
  shown: Uint8Array;
  palette: Palette;
  width: number;
  height: number;
  ways: Way[];
}

export function sceneOf(frame: Frame): Scene {
  const scene = sceneFor(frame);
  return scene.all ? scene : { ...scene, spots: weightiest(scene.spots) };
}
const weightiest = (spots: Spot[]): Spot[] => spots.sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));

function sceneFor(frame: Frame): Scene {
  const { state, graph } = frame;
  if (state.scene === "groups") return groups(frame);
  if (state.scene === "path" && state.path) return chain(frame, frame.ways[state.way] ?? frame.ways[0]);
  const focus = state.focus === null ? undefined : graph.index.get(state.focus);
  if (state.scene === "focus" && focus !== undefined) return small(frame, `focus ${state.focus} ${state.hops}`, around(frame, focus, state.hops), focus);
  if (state.scene === "group") {
    const { community } = graph.block.nodes;
    const members = nodesOf(graph, (i) => community[i] === state.group);
    return members.length > FOCUS ? map(frame, `group ${state.group}`, members) : small(frame, `group ${state.group}`, { nodes: members.filter((i) => frame.shown[i]), left: 0 });
  }
  if (state.scene === "all") {
    return graph.size > WHOLE ? map(frame, "all", nodesOf(graph, () => true)) : small(frame, "all", { nodes: nodesOf(graph, (i) => frame.shown[i] > 0), left: 0 });
  }
  const { nodes, left } = fitting(frame, graph.block.opening);
  return small(frame, "opening", { nodes: nodes.flatMap((i) => (graph.isFact(i) ? graph.alike(i) : [i])).filter((i) => frame.shown[i]), left });
}

/** As much of the opening as a small picture has room for: the weightiest facts, with those of its actors who take part. */
function fitting({ graph, width, height }: Frame, opening: number[]): { nodes: number[]; left: number } {
  const room = (width * height) / ROOM;
  if (opening.length <= room) return { nodes: opening, left: 0 };
  const held = new Set(opening);
  const weight = (fact: number): number => (graph.isOdd(fact) ? 100 : 0) + graph.block.nodes.sources[fact] * 10 + graph.block.nodes.claims[fact];
  const kept = new Set<number>();
  for (const fact of opening.filter((i) => graph.isFact(i)).sort((a, b) => weight(b) - weight(a) || a - b)) {
    const more = [fact, ...Array.from(graph.rolesOf(fact), (e) => graph.target(e)).filter((i) => held.has(i))];
    if (new Set([...kept, ...more]).size <= room) for (const one of more) kept.add(one);
  }
  return { nodes: [...kept].sort((a, b) => a - b), left: opening.length - kept.size };
}

function nodesOf(graph: Graph, wanted: (node: number) => boolean): number[] {
  const found: number[] = [];
  for (let i = 0; i < graph.size; i++) if (wanted(i)) found.push(i);
  return found;
}

/** The nodes within some hops; actor to event to actor is one. The weightier come first when there are too many. */
function around({ graph, shown }: Frame, start: number, hops: number): { nodes: number[]; left: number } {
  const reached = new Set([start]);
  let edge = [start];
  const fact = graph.isFact(start);
  for (let step = 0; step < 2 * hops - (fact ? 1 : 0); step++) {
    const next = new Set(edge.flatMap((i) => graph.neighbours(i)).filter((i) => shown[i] && !reached.has(i)));
    for (const i of next) reached.add(i);
    edge = [...next];
  }
  for (const i of [...reached]) if (graph.isFact(i)) for (const e of graph.rolesOf(i)) if (shown[graph.target(e)]) reached.add(graph.target(e));
  if (reached.size <= FOCUS) return { nodes: [...reached], left: 0 };
  const near = new Set([start, ...graph.neighbours(start)]);
  const weight = (i: number): number => (i === start ? 1e9 : 0) + (near.has(i) ? 1e6 : 0) + (graph.isFact(i) ? graph.block.nodes.claims[i] + (graph.isOdd(i) ? 50 : 0) : graph.degree[i]);
  const kept = [...reached].sort((a, b) => weight(b) - weight(a) || a - b).slice(0, FOCUS);
  return { nodes: kept, left: reached.size - kept.length };
}

function spotOf({ graph, palette }: Frame, node: number, alone: boolean): Spot {
  const [, letter, colour, shape] = graph.look(node);
  const spot = { key: graph.id(node), node, x: 0, y: 0, shape: shape as Spot["shape"], colour, letter, odd: false, mark: "", rim: "full" as Rim };
  if (!graph.isFact(node)) {
    const degree = graph.degree[node];
    return { ...spot, size: 6.5 + 19.5 * Math.sqrt(degree / Math.max(graph.most, 40)), caption: cut(oneLine(graph.label(node)), 30), weight: degree };
  }
  const status = graph.status(node);
  const odd = graph.isOdd(node);
  const times = alone ? 1 : graph.alike(node).length;
  const mark = odd ? (status === "disputed" ? "disputed" : "sources differ") : status === "asserted" || status === "attributed" ? "" : status;
  return {
    ...spot,
    size: 7 + Math.min(graph.block.nodes.claims[node] - 1, 4) * 0.8,
    caption: cut(oneLine(graph.caption(node)), 30) + (times > 1 ? ` ×${times}` : ""),
    mark,
    odd,
    rim: RIMS[status] ?? "dashed",
    colour: colour || palette.soft,
    weight: odd ? 3 : 0.4,
  };
}

/** Role edges between nodes that are in the scene; parallel facts stand as one unless they are asked for. */
function linesOf(frame: Frame, kept: Set<number>): Line[] {
  const { graph, palette } = frame;
  const lines: Line[] = [];
  for (const fact of kept) {
    if (!graph.isFact(fact)) continue;
    const planned = !["asserted", "attributed", "disputed"].includes(graph.status(fact));
    for (const edge of graph.rolesOf(fact)) {
      const target = graph.target(edge);
      if (!kept.has(target)) continue;
      const [role, label] = graph.role(edge);
      const [from, to] = DOERS.has(role) ? [target, fact] : [fact, target];
      lines.push({ from: graph.id(from), to: graph.id(to), label, colour: palette.line, width: Math.min(1.5 + 0.5 * (graph.block.edges.n[edge] - 1), 3.5), planned, bend: 0, arrow: true, facts: [fact] });
    }
  }
  return lines;
}

/** Events as arrows from those who do to those to whom it is done, one for each pair; for the view only. */
export function arrowsOf({ graph, palette }: Frame, facts: Iterable<number>, kept: Set<number>): Line[] {
  const pairs = new Map<string, { from: number; to: number; facts: number[] }>();
  for (const fact of facts) {
    const { doers, others } = graph.sides(fact);
    const ends: [number, number][] = others.length ? doers.flatMap((a) => others.map((b): [number, number] => [a, b])) : doers.length > 1 ? doers.slice(1).map((b): [number, number] => [doers[0], b]) : [];
    for (const [from, to] of ends) {
      if (from === to || !kept.has(from) || !kept.has(to)) continue;
      const known = pairs.get(`${from} ${to}`) ?? { from, to, facts: [] };
      if (!known.facts.includes(fact)) known.facts.push(fact);
      pairs.set(`${from} ${to}`, known);
    }
  }
  return [...pairs.values()].map(({ from, to, facts: held }) => {
    const types = new Map<string, number>();
    for (const fact of held) types.set(graph.caption(fact), (types.get(graph.caption(fact)) ?? 0) + 1);
    const named = [...types].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const label = named.slice(0, 2).map(([type, n]) => (n > 1 ? `${type} ×${n}` : type)).join(", ") + (named.length > 2 ? ` +${named.length - 2}` : "");
    const odd = held.some((f) => graph.isOdd(f));
    return {
      from: graph.id(from), to: graph.id(to), label: odd ? `${label} ≠` : label, colour: odd ? palette.odd : palette.line, width: Math.min(1 + held.length * 0.7, 6),
      planned: held.every((f) => !["asserted", "attributed", "disputed"].includes(graph.status(f))), bend: pairs.has(`${to} ${from}`) ? 0.25 : 0, arrow: true, facts: held,
    };
  });
}

/** Nodes and lines of a scene as the switch wants them: events as squares, or as arrows. */
function shape(frame: Frame, nodes: number[], keep: number | undefined): { nodes: number[]; lines: Line[] } {
  const { graph, state } = frame;
  if (state.arrows) {
    const actors = nodes.filter((i) => !graph.isFact(i));
    const lines = arrowsOf(frame, nodes.filter((i) => graph.isFact(i)), new Set(actors));
    const tied = new Set(lines.flatMap((l) => [l.from, l.to]));
    return { nodes: actors.filter((i) => tied.has(graph.id(i)) || i === keep), lines };
  }
  return { nodes, lines: linesOf(frame, new Set(nodes)) };
}

function small(frame: Frame, name: string, found: { nodes: number[]; left: number }, keep?: number): Scene {
  const { graph, state } = frame;
  const fanned = keep !== undefined || state.scene === "group";
  const all = found.nodes.filter((i) => fanned || !graph.isFact(i) || graph.bundle(i) === i || !found.nodes.includes(graph.bundle(i)) || state.arrows);
  const { nodes, lines } = shape(frame, all, keep);
  const finer = Math.min(1, Math.max(Math.sqrt(frame.width * frame.height) / 640, 0.6));
  const spots = nodes.map((i) => spotOf(frame, i, fanned)).map((s) => (s.shape === "circle" ? { ...s, size: Math.max(s.size * finer, 6.5) } : s));
  const full = `${name} ${state.arrows}`;
  let known = places.get(full);
  if (!known || far(known.width, frame.width) || far(known.height, frame.height) || spots.some((s) => !known?.at.has(s.key))) {
    const at = new Map(spots.map((s, i) => [s.key, i]));
    const crowd = spots.length > 120;
    const boxes = spots.map((s): Box => ({ half: (crowd ? s.size : Math.max(s.size, captionHalf(s))) + 2, up: s.size + 2, down: s.size + (crowd ? 2 : 16), ...(s.node === keep ? { fixed: { x: 0, y: 0 } } : {}) }));
    const points = arrange(boxes, lines.map((l): [number, number] => [at.get(l.from) as number, at.get(l.to) as number]), frame.width, frame.height, state.arrows ? 2.2 : 1);
    spots.forEach((s, i) => Object.assign(s, points[i]));
    known = { at: new Map(spots.map((s, i) => [s.key, points[i]])), extent: extentOf(spots), width: frame.width, height: frame.height };
    places.set(full, known);
  }
  for (const s of spots) Object.assign(s, known.at.get(s.key));
  const note = found.left ? `The ${found.nodes.length} weightiest of ${plural(found.nodes.length + found.left, "node")} are drawn; the table holds all.` : "";
  return { name: full, spots, lines, all: null, note, places: "screen", extent: known.extent };
}

/** Layouts made before: what filters take away comes back to where it was. */
const places = new Map<string, { at: Map<string, { x: number; y: number }>; extent: Extent; width: number; height: number }>();
const far = (was: number, is: number): boolean => Math.abs(is - was) > 0.1 * was;

function extentOf(spots: Spot[]): Extent {
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const spot of spots) {
    const half = Math.max(spot.size, captionHalf(spot));
    x0 = Math.min(x0, spot.x - half), x1 = Math.max(x1, spot.x + half), y0 = Math.min(y0, spot.y - spot.size - 4), y1 = Math.max(y1, spot.y + spot.size + 20);
  }
  return x0 > x1 ? { x: [-1, 1], y: [-1, 1] } : { x: [x0, x1], y: [y0, y1] };
}

/** Half the width of a caption, by the width of an average letter. */
function captionHalf(spot: Spot): number {
  const letters = spot.caption.length + (spot.mark ? spot.mark.length + 3 : 0);
  return Math.min(letters * 3.1, 78);
}

function map(frame: Frame, name: string, members: number[]): Scene {
  const { graph, state, shown } = frame;
  const { x, y } = graph.block.nodes;
  const full = `${name} ${state.arrows}`;
  const key = `${full} ${frame.palette.ground}`;
  // Arrows are counted from the events that are shown, so they are made anew.
  if (state.arrows || great?.key !== key) {
    const shaped = shape(frame, state.arrows ? members.filter((i) => shown[i]) : members, undefined);
    const finer = Math.min(1, Math.max(Math.sqrt(500 / members.length), 0.18));
    const spots = weightiest(shaped.nodes.map((i) => {
      const spot = spotOf(frame, i, true);
      return { ...spot, x: x[i], y: -y[i], size: Math.max(spot.size * finer, 1.4) };
    }));
    const ends = new Int32Array(shaped.lines.length * 2);
    shaped.lines.forEach((line, i) => {
      ends[2 * i] = graph.index.get(line.from) as number;
      ends[2 * i + 1] = graph.index.get(line.to) as number;
    });
    let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const i of members) x0 = Math.min(x0, x[i]), x1 = Math.max(x1, x[i]), y0 = Math.min(y0, -y[i]), y1 = Math.max(y1, -y[i]);
    great = { key, all: { spots, lines: shaped.lines, ends }, extent: { x: [x0, x1], y: [y0, y1] } };
  }
  const { all, extent } = great;
  const spots = all.spots.filter((s) => shown[s.node]);
  const lines = all.lines.filter((_, i) => shown[all.ends[2 * i]] && shown[all.ends[2 * i + 1]]);
  return { name: full, spots, lines, all, note: "", places: "map", extent };
}

/** The great scene made last. */
let great: { key: string; all: Great; extent: Extent } | null = null;
/** Lets go of it, and with it of where its spots were dragged. */
export const forget = (): void => {
  great = null;
};

function chain(frame: Frame, way: Way | undefined): Scene {
  const nodes = way?.nodes ?? [];
  const spots = nodes.map((i) => spotOf(frame, i, true));
  const long = Math.max(frame.width, frame.height) / Math.max(nodes.length, 2);
  const wide = frame.width > frame.height * 0.8;
  spots.forEach((s, i) => {
    const [along, across] = [(i - (nodes.length - 1) / 2) * long, (i % 2 ? 1 : -1) * Math.min(90, long * 0.6)];
    Object.assign(s, wide ? { x: along, y: across } : { x: across, y: along }, { size: Math.max(s.size, 11), weight: 9 });
  });
  return { name: `path ${frame.state.path?.join(" ")} ${frame.state.way}`, spots, lines: linesOf(frame, new Set(nodes)), all: null, note: nodes.length ? "" : "No path leads from one to the other among what is shown.", places: "screen", extent: extentOf(spots) };
}

function groups(frame: Frame): Scene {
  const { graph, shown, palette } = frame;
  const { community } = graph.block.nodes;
  const known = graph.block.communities;
  const size = new Int32Array(known.length);
  let rest = 0;
  for (let i = 0; i < graph.size; i++) if (shown[i]) community[i] < known.length ? size[community[i]]++ : rest++;
  const between = new Map<number, number>();
  const { source, target } = graph.block.edges;
  for (let e = 0; e < source.length; e++) {
    const [a, b] = [community[source[e]], community[target[e]]];
    if (a === b || a >= known.length || b >= known.length || !shown[source[e]] || !shown[target[e]]) continue;
    const key = Math.min(a, b) * 1000 + Math.max(a, b);
    between.set(key, (between.get(key) ?? 0) + 1);
  }
  const kept = known.map((_, i) => i).filter((i) => size[i] > 2).slice(0, GROUPS);
  const most = Math.max(1, ...size);
  const crowd = Math.min(1, Math.sqrt(14 / Math.max(kept.length, 1)));
  const spots = kept.map((i): Spot => {
    const top = known[i].top;
    return {
      key: `group:${i}`, node: -1, x: 0, y: 0, size: (8 + 19 * Math.sqrt(size[i] / most)) * crowd, shape: "circle", colour: top.length ? graph.look(top[0])[2] : palette.soft, rim: "full", odd: false, letter: "",
      caption: top.length ? top.slice(0, 2).map((t) => cut(oneLine(graph.label(t)), 18)).join(", ") : `group ${i + 1}`, mark: count(size[i]), weight: (24 * size[i]) / most,
    };
  });
  const at = new Map(kept.map((i, place) => [i, place]));
  const strongest = [...between].filter(([key]) => at.has(Math.floor(key / 1000)) && at.has(key % 1000)).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 50);
  const heavy = strongest[0]?.[1] ?? 1;
  const lines = strongest.map(([key, n]): Line => ({
    from: `group:${Math.floor(key / 1000)}`, to: `group:${key % 1000}`, label: plural(n, "link"), colour: palette.line, width: 1 + 5 * Math.sqrt(n / heavy), planned: false, bend: 0, arrow: false, facts: [],
  }));
  const links = strongest.map(([key]): [number, number] => [at.get(Math.floor(key / 1000)) as number, at.get(key % 1000) as number]);
  const points = arrange(spots.map((s) => ({ half: Math.max(s.size + 8, (s.caption.length + s.mark.length + 3) * 3.6), up: s.size + 4, down: s.size + 20 })), links, frame.width, frame.height, 1.9);
  spots.forEach((s, i) => Object.assign(s, points[i]));
  size.forEach((n, i) => (rest += kept.includes(i) ? 0 : n));
  const note = rest ? `The ${kept.length} largest groups, each named by those at its centre, with its number of nodes; ${plural(rest, "node")} in smaller ones are found by search and in the table.` : "";
  return { name: "groups", spots, lines, all: null, note, places: "screen", extent: extentOf(spots) };
}
