// How two actors hang together: the shortest ways from one to the other through facts.

import type { Graph } from "./graph";

export interface Way {
  nodes: number[];
}
const WAYS = 4;

/** Up to four ways, shortest first, then the best founded; each avoids the facts in the middle of those before it. */
export function ways(graph: Graph, shown: Uint8Array, from: number, to: number): Way[] {
  const found: Way[] = [];
  const avoid = new Set<number>();
  while (found.length < WAYS) {
    const nodes = shortest(graph, shown, from, to, avoid);
    if (nodes === null) break;
    found.push({ nodes });
    const facts = nodes.filter((i) => graph.isFact(i));
    if (facts.length === 0) break;
    for (const fact of facts) if (facts.length < 3 || fact === facts[Math.floor(facts.length / 2)]) for (const one of graph.alike(fact)) avoid.add(one);
  }
  return found.sort((a, b) => a.nodes.length - b.nodes.length || weak(graph, a) - weak(graph, b));
}
/** How many steps of a way rest on what nobody states as done. */
const weak = (graph: Graph, way: Way): number => way.nodes.filter((i) => graph.isFact(i) && !["asserted", "attributed"].includes(graph.status(i))).length;

function shortest(graph: Graph, shown: Uint8Array, from: number, to: number, avoid: Set<number>): number[] | null {
  if (from === to) return [from];
  const parent = new Int32Array(graph.size).fill(-1);
  parent[from] = from;
  let edge = [from];
  while (edge.length > 0 && parent[to] < 0) {
    const next: number[] = [];
    // Firm facts first, so that of two ways of one length the better founded is taken.
    for (const node of edge)
      for (const other of graph.neighbours(node).sort((a, b) => firm(graph, b) - firm(graph, a) || a - b)) {
        if (parent[other] >= 0 || !shown[other] || avoid.has(other)) continue;
        parent[other] = node;
        next.push(other);
      }
    edge = next;
  }
  if (parent[to] < 0) return null;
  const back = [to];
  while (back[0] !== from) back.unshift(parent[back[0]]);
  return back;
}

function firm(graph: Graph, node: number): number {
  if (!graph.isFact(node)) return 0;
  return graph.block.nodes.claims[node] + (graph.status(node) === "asserted" ? 3 : 0);
}
