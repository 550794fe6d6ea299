// Which facts and entities the filters let through.

import { type Graph, dayOf } from "./graph";
import type { State } from "./state";

export interface Sieved {
  shown: Uint8Array; // of each node
  facts: number;
  entities: number;
  undated: number; // facts left out only because they have no date
}

export function sieve(graph: Graph, state: State, without: { time?: boolean; publishers?: boolean } = {}): Sieved {
  const { block, entities, size } = graph;
  const shown = new Uint8Array(size);
  const offLook = new Set(state.offLooks);
  const looks = block.looks.map((_, i) => !offLook.has(String(i)));
  const offStatus = new Set(state.offStatuses);
  const statuses = block.facts.statuses.map((s) => !offStatus.has(s));
  const types = block.nodes.types.map(([name]) => state.type === "" || name === state.type);
  const typeIsEntity = block.nodes.types.some(([name, , , family]) => name === state.type && family !== "Event" && family !== "State");
  const since = state.since && !without.time ? dayOf(state.since) : -Infinity;
  const until = state.until && !without.time ? dayOf(state.until) : Infinity;
  const timed = since > -Infinity || until < Infinity;
  const offPublisher = new Set(without.publishers ? [] : state.offPublishers);
  const publishers = graph.publishers.map((p) => !offPublisher.has(p));
  const perClaim = offPublisher.size > 0 || state.confidence > 0;
  const stated = new Uint8Array(perClaim ? size : 0);
  if (perClaim) {
    const { fact, origin, confidence } = block.passages;
    for (let i = 0; i < fact.length; i++) if (confidence[i] >= state.confidence && publishers[graph.publisherOf[origin[i]]]) stated[fact[i]] = 1;
  }
  const ofType = typeIsEntity ? withType(graph, state.type) : null;
  let facts = 0;
  let undated = 0;
  for (let node = entities; node < size; node++) {
    const f = node - entities;
    if (!looks[block.nodes.look[node]] || !statuses[block.facts.status[f]]) continue;
    if (ofType ? !ofType[node] : !types[block.nodes.type[node]]) continue;
    if (perClaim && !stated[node]) continue;
    if (timed) {
      if (Number.isNaN(graph.from[f])) {
        undated++;
        continue;
      }
      if (graph.until[f] < since || graph.from[f] > until) continue;
    }
    shown[node] = 1;
    facts++;
  }
  const { source, target } = block.edges;
  for (let e = 0; e < source.length; e++) if (shown[source[e]] && target[e] < entities && looks[block.nodes.look[target[e]]]) shown[target[e]] = 1;
  let found = 0;
  for (let node = 0; node < entities; node++) {
    // Those in no fact at all are only there when somebody asked for them by name.
    if (graph.degree[node] === 0 && looks[block.nodes.look[node]] && state.type === "" && !timed && !perClaim) shown[node] = 1;
    found += shown[node];
  }
  return { shown, facts, entities: found, undated };
}

/** Facts in which an entity of that type takes part. */
function withType(graph: Graph, type: string): Uint8Array {
  const found = new Uint8Array(graph.size);
  const { source, target } = graph.block.edges;
  for (let e = 0; e < source.length; e++) if (target[e] < graph.entities && graph.typeName(target[e]) === type) found[source[e]] = 1;
  return found;
}
