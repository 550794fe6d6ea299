// Two sources side by side: what only one says, what both say, and where they contradict each other.

import type { Desk } from "./desk";
import { make, plural, soft, words } from "./dom";
import type { Passage } from "./graph";
import { sieve } from "./sieve";

const LISTED = 80;

interface Sides {
  a: Passage[];
  b: Passage[];
}

export class Compare {
  constructor(private readonly element: HTMLElement, private readonly desk: Desk) {}

  fill(): void {
    const { desk } = this;
    const { graph } = desk;
    if (graph.publishers.length < 2) return this.element.replaceChildren(make("p", { text: "All documents here are of one publisher; there is nothing to compare." }));
    const [a, b] = this.pair();
    const { shown } = sieve(graph, desk.state, { publishers: true });
    const [pa, pb] = [graph.publishers.indexOf(a), graph.publishers.indexOf(b)];
    const parts: Record<"a" | "b" | "both" | "odd", [number, Sides][]> = { a: [], b: [], both: [], odd: [] };
    for (let f = graph.entities; f < graph.size; f++) {
      if (!shown[f]) continue;
      const sides: Sides = { a: [], b: [] };
      for (const p of graph.passageNumbers(f)) {
        const publisher = graph.publisherOf[graph.block.passages.origin[p]];
        if (publisher === pa) sides.a.push(graph.passage(p));
        if (publisher === pb) sides.b.push(graph.passage(p));
      }
      if (sides.a.length && sides.b.length) parts[contradict(sides) ? "odd" : "both"].push([f, sides]);
      else if (sides.a.length) parts.a.push([f, sides]);
      else if (sides.b.length) parts.b.push([f, sides]);
    }
    for (const list of Object.values(parts)) list.sort(([x], [y]) => graph.inTime(x, y));
    const column = (title: string, list: [number, Sides][], kind = ""): HTMLElement =>
      make("section", { class: list.length ? kind : "none", "data-part": kind || undefined }, make("h3", {}, words(title), ` (${list.length})`), list.length ? null : soft("Nothing among what is shown."), make("ul", {}, ...list.slice(0, LISTED).map(([f, sides]) => this.entry(f, kind === "odd" ? sides : null, a, b))), list.length > LISTED ? soft(`and ${plural(list.length - LISTED, "more", "more")}; filters make the lists shorter`) : null);
    this.element.replaceChildren(
      this.choose(a, b),
      make("div", { class: "columns" }, column("They contradict each other", parts.odd, "odd"), column("Both say so", parts.both, "both"), column(`Only ${a}`, parts.a, "first"), column(`Only ${b}`, parts.b, "second")),
    );
  }

  /** The two that the address names, else those that contradict each other most, or speak of most together, or did last. */
  private pair(): [string, string] {
    const { graph, state } = this.desk;
    if (state.pair && state.pair[0] !== state.pair[1] && state.pair.every((p) => graph.publishers.includes(p))) return state.pair;
    const n = graph.publishers.length;
    const together = new Map<number, number>();
    const last = new Map<number, number>();
    for (let f = graph.entities; f < graph.size; f++) {
      const said = new Map<number, number[]>();
      for (const p of graph.passageNumbers(f)) {
        const publisher = graph.publisherOf[graph.block.passages.origin[p]];
        said.set(publisher, [...(said.get(publisher) ?? []), p]);
      }
      const held = [...said.keys()].sort((x, y) => x - y);
      const read = (x: number): Passage[] => (said.get(x) ?? []).map((p) => graph.passage(p));
      for (const x of held)
        for (const y of held)
          if (x < y) {
            const pair = x * n + y;
            const odd = graph.isOdd(f) && contradict({ a: read(x), b: read(y) });
            together.set(pair, (together.get(pair) ?? 0) + (odd ? graph.size : 1));
            const before = last.get(pair);
            if (odd && (before === undefined || graph.inTime(before, f) < 0)) last.set(pair, f);
          }
    }
    const later = (x: number, y: number): number => (last.has(x) && last.has(y) ? graph.inTime(last.get(y)!, last.get(x)!) : 0);
    const best = [...together].sort((x, y) => y[1] - x[1] || later(x[0], y[0]) || x[0] - y[0])[0]?.[0] ?? 1;
    return [graph.publishers[Math.floor(best / n)], graph.publishers[best % n]];
  }

  private choose(a: string, b: string): HTMLElement {
    const { desk } = this;
    const list = (id: string, label: string, value: string, make2: (chosen: string) => [string, string]): HTMLElement => {
      const select = make("select", { id, change: () => desk.store.set({ pair: make2(select.value) }) }, ...desk.graph.publishers.map((p) => make("option", { value: p, text: p })));
      select.value = value;
      return make("div", {}, make("label", { for: id, text: label, class: "soft" }), make("br"), select);
    };
    return make("div", { class: "choose" }, list("first", "First source", a, (v) => [v, v === b ? a : b]), list("second", "Second source", b, (v) => [v === a ? b : a, v]));
  }

  private entry(fact: number, sides: Sides | null, a: string, b: string): HTMLElement {
    const quote = (name: string, p: Passage): HTMLElement => make("blockquote", { dir: "auto" }, words(name, "soft"), ": ", words(p.quote));
    return make("li", {}, this.desk.go(fact, this.desk.factNote(fact)), sides ? make("div", { class: "pair", click: () => this.desk.open(fact) }, quote(a, sides.a[0]), quote(b, sides.b[0])) : null);
  }
}

/** One affirms and the other denies, or they fill a role that takes one with different ones. */
function contradict({ a, b }: Sides): boolean {
  const stances = (list: Passage[]): Set<string> => new Set(list.map((p) => p.how[4]));
  const [x, y] = [stances(a), stances(b)];
  if ((x.has("affirms") && y.has("denies")) || (x.has("denies") && y.has("affirms"))) return true;
  const fillers = (list: Passage[]): Set<number> => new Set(list.flatMap((p) => p.fillers));
  const [u, v] = [fillers(a), fillers(b)];
  return u.size > 0 && v.size > 0 && ![...u].some((one) => v.has(one));
}
