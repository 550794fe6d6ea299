// What every part of the page works with: the graph, the state, what the filters let through, and how to go somewhere.

import { make, soft, words } from "./dom";
import { Graph } from "./graph";
import { type Sieved, sieve } from "./sieve";
import { NO_FILTER, type State, Store } from "./state";

export class Desk {
  sieved: Sieved;
  constructor(
    readonly graph: Graph,
    readonly store: Store,
  ) {
    this.sieved = sieve(graph, store.now);
  }
  get state(): State {
    return this.store.now;
  }
  node(id: string | null): number | null {
    return id === null ? null : (this.graph.index.get(id) ?? null);
  }
  /** Opens a node: its evidence in the panel, and the picture around it when it does not hold it. */
  open(node: number, more: Partial<State> = {}): void {
    const hidden = this.sieved.shown[node] ? {} : NO_FILTER;
    this.store.set({ selected: this.graph.id(node), ...hidden, ...more });
  }
  focus(node: number, hops = 1): void {
    this.open(node, { view: "picture", scene: "focus", focus: this.graph.id(node), hops });
  }
  statusWords(fact: number): string {
    const status = this.graph.status(fact);
    return this.graph.block.words.statuses[status] ?? status;
  }
  /** Date, status where it is not plain, and whether sources differ. */
  factNote(fact: number): string {
    const status = this.graph.status(fact);
    return [this.graph.date(fact) ?? "no date", status === "asserted" ? "" : status, this.graph.conflicts(fact).length ? "sources differ" : ""].filter(Boolean).join(" · ");
  }
  go(node: number, note = "", text?: string, does: () => void = () => this.open(node)): HTMLButtonElement {
    return make("button", { type: "button", class: "go", "data-node": this.graph.id(node), click: does }, words(text ?? this.graph.label(node)), note ? soft(` ${note}`) : null);
  }
}
