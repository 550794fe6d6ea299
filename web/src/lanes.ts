// The timeline of an actor: a lane for it and one for each it has most to do with, events as ties between them.

import type { Desk } from "./desk";
import { cut, draw, make, plural, soft, words } from "./dom";
import { dateOf } from "./graph";
import { picker } from "./search";

const LANES = 7;
const TALL = 52;
const LEFT = 150;
const TOP = 34;
const WIDE = 26; // the least room for one date
const RIMS = new Set(["asserted", "attributed", "disputed"]);

export class Lanes {
  constructor(private readonly element: HTMLElement, private readonly desk: Desk) {}

  fill(): void {
    const { desk } = this;
    const { graph, state, sieved } = desk;
    const node = desk.node(state.lane);
    const choose = make("div", { class: "choose" }, picker(desk, "Timeline of", (one) => desk.store.set({ lane: graph.id(one) })));
    if (node === null || graph.isFact(node)) return this.element.replaceChildren(choose, make("p", { text: "Choose an actor." }));
    const all = graph.factsOf(node).filter((f) => sieved.shown[f]);
    const dated = all.filter((f) => !Number.isNaN(graph.from[f - graph.entities]));
    const bare = all.filter((f) => Number.isNaN(graph.from[f - graph.entities]));
    const others = new Map<number, number>();
    for (const f of dated) for (const e of graph.rolesOf(f)) if (graph.target(e) !== node && !graph.isFact(graph.target(e))) others.set(graph.target(e), (others.get(graph.target(e)) ?? 0) + 1 + (graph.isActor(graph.target(e)) ? 1 : 0));
    const lanes = [node, ...[...others].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, LANES).map(([i]) => i)];
    const scroll = this.element.scrollLeft;
    const focused = this.element.contains(document.activeElement) ? (document.activeElement as HTMLElement | SVGElement).dataset.node : undefined;
    this.element.replaceChildren(
      choose,
      make("h2", {}, words(graph.label(node)), soft(` · ${plural(dated.length, "dated fact")} from ${dated.length ? graph.date(dated[0]) : "–"} to ${dated.length ? graph.date(dated[dated.length - 1]) : "–"}`)),
      this.chart(lanes, dated),
      ...(bare.length ? [make("h3", { text: `${plural(bare.length, "fact")} without a date` }), make("ul", {}, ...bare.slice(0, 60).map((f) => make("li", {}, desk.go(f, desk.factNote(f)))))] : []),
    );
    this.element.scrollLeft = scroll;
    const on = this.element.querySelector(".event.on")?.getBoundingClientRect();
    const { left, right } = this.element.getBoundingClientRect();
    if (on && (on.left < left + LEFT || on.right > right)) this.element.scrollLeft += on.left - (left + right) / 2;
    if (focused) this.element.querySelector<SVGElement>(`[data-node="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  /** Dates stand in their order, farther apart the more time lies between them, but never too near to be read. */
  private chart(lanes: number[], facts: number[]): HTMLElement {
    const { desk } = this;
    const { graph } = desk;
    const order = [...facts].sort((a, b) => graph.from[a - graph.entities] - graph.from[b - graph.entities] || a - b);
    const row = new Map(lanes.map((n, i) => [n, TOP + i * TALL + TALL / 2]));
    const taken = lanes.map(() => -Infinity);
    const ticks: SVGElement[] = [];
    const ties: SVGElement[] = [];
    const events: SVGElement[] = [];
    let [x, last, day, month] = [24, -Infinity, -Infinity, ""];
    for (const fact of order) {
      const now = graph.from[fact - graph.entities];
      if (day > -Infinity) x += now === day ? WIDE : WIDE + Math.min(Math.sqrt(now - day) * 4, 90);
      const on = lanes.filter((n) => n === lanes[0] || graph.neighbours(fact).includes(n));
      const first = lanes.indexOf(on[on.length - 1]);
      const label = cut(graph.caption(fact), 20);
      const lane = on.length > 1 ? first : 0;
      const text = label.length * 6.3 + (graph.isOdd(fact) || !RIMS.has(graph.status(fact)) ? 34 : 14);
      // The word stands to the right of its mark, on the lane that has room.
      const free = taken[lane] < x - 12;
      if (!free) x = Math.max(x, taken[lane] + 14);
      taken[lane] = x + text;
      if (now !== day) {
        const date = dateOf(now);
        if (date.slice(0, 7) !== month || x - last > 150) {
          if (x - last > 62) {
            ticks.push(draw("line", { class: "lane", x1: x, x2: x, y1: TOP - 6, y2: TOP + lanes.length * TALL }), draw("text", { class: "tick", x: x + 3, y: TOP - 10 }, graph.date(fact) ?? date));
            [last, month] = [x, date.slice(0, 7)];
          }
        }
      }
      day = now;
      const ys = on.map((n) => row.get(n) as number);
      if (ys.length > 1) ties.push(draw("line", { class: "tie", x1: x, x2: x, y1: Math.min(...ys), y2: Math.max(...ys) }));
      events.push(this.event(fact, x, ys, label, lane));
    }
    const width = x + 190;
    const height = TOP + lanes.length * TALL + 8;
    const rows = [...row.values()].map((y) => draw("line", { class: "lane", x1: 0, x2: width, y1: y, y2: y }));
    const names = lanes.map((n, i) => draw("text", { x: 4, y: (row.get(n) as number) + 4, "font-weight": i === 0 ? 700 : 400 }, cut(graph.label(n), 21), draw("title", {}, graph.label(n))));
    return make(
      "div", { class: "lanebox" },
      draw("svg", { class: "lanes names", width: LEFT, height, viewBox: `0 0 ${LEFT} ${height}` }, ...names),
      draw("svg", { class: "lanes", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `${plural(order.length, "event")} on ${plural(lanes.length, "lane")}` }, ...rows, ...ticks, ...ties, ...events),
    );
  }

  private event(fact: number, x: number, ys: number[], label: string, lane: number): SVGElement {
    const { desk } = this;
    const { graph } = desk;
    const [, , colour] = graph.look(fact);
    const full = RIMS.has(graph.status(fact));
    const mark = (y: number): SVGElement => draw("rect", { x: x - 6, y: y - 6, width: 12, height: 12, fill: full ? colour : "var(--ground)", stroke: graph.isOdd(fact) ? "var(--odd)" : colour, "stroke-width": graph.isOdd(fact) ? 3 : 2, ...(full ? {} : { "stroke-dasharray": "3 2" }) });
    const y = TOP + lane * TALL + TALL / 2;
    const note = [graph.label(fact), desk.factNote(fact)].join(" · ");
    const open = (): void => desk.open(fact);
    const on = desk.state.selected === graph.id(fact);
    return draw(
      "g",
      { class: on ? "event on" : "event", tabindex: 0, role: "button", "aria-label": note, "data-node": graph.id(fact), click: open, keydown: (e) => ["Enter", " "].includes((e as KeyboardEvent).key) && (e.preventDefault(), open()) },
      draw("title", {}, note),
      ...ys.map(mark),
      draw("rect", { class: "halo", x: x - 9, y: y - 9, width: 18, height: 18 }),
      draw("text", { x: x + 11, y: y + 16, fill: "currentColor" }, label + (graph.isOdd(fact) ? " ≠" : full ? "" : " ?")),
    );
  }
}
