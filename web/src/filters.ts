// The left side: legend with toggles and counts, and the filters by publisher, type and confidence.

import type { Desk } from "./desk";
import { type Child, count, make, plural, words } from "./dom";
import { sieve } from "./sieve";
import { NO_FILTER, type State } from "./state";
import { sign } from "./sign";

const RIMS: Record<string, string> = { asserted: "full", attributed: "full", disputed: "full", denied: "dotted", reported: "dotted", hypothetical: "dotted", generic: "dotted" };
const MANY = 8;
type Off = "offLooks" | "offStatuses" | "offPublishers";

export class Filters {
  constructor(
    private readonly element: HTMLElement,
    private readonly desk: Desk,
  ) {}

  fill(): void {
    const { desk } = this;
    const { graph, state } = desk;
    const { block } = graph;
    const focused = (document.activeElement as HTMLElement | null)?.dataset.filter;
    const open = new Set([...this.element.querySelectorAll("details[open]")].map((d) => (d as HTMLElement).dataset.part));
    const looks = new Array<number>(block.looks.length).fill(0);
    const statuses = new Array<number>(block.facts.statuses.length).fill(0);
    const { shown } = desk.sieved;
    const total = new Array<number>(block.looks.length).fill(0);
    const totalStatus = new Array<number>(block.facts.statuses.length).fill(0);
    for (let i = 0; i < graph.size; i++) {
      const look = block.nodes.look[i];
      total[look]++;
      looks[look] += shown[i];
      if (graph.isFact(i)) {
        const status = block.facts.status[i - graph.entities];
        totalStatus[status]++;
        statuses[status] += shown[i];
      }
    }
    const order = (totals: number[]): number[] => totals.map((_, i) => i).filter((i) => totals[i] > 0).sort((a, b) => totals[b] - totals[a] || a - b);
    const kinds = (facts: boolean): HTMLElement[] =>
      order(total).filter((i) => (block.looks[i][3] !== "circle") === facts).map((i) => {
        const [name, letter, colour, shape] = block.looks[i];
        return this.toggle("offLooks", String(i), name, looks[i], total[i], sign(shape, colour, letter));
      });
    const status = order(totalStatus).map((i) => {
      const name = block.facts.statuses[i];
      return this.toggle("offStatuses", name, name, statuses[i], totalStatus[i], sign("square", "currentColor", "", RIMS[name] ?? "dashed", name === "disputed"), block.words.statuses[name]);
    });
    const filtered = (Object.keys(NO_FILTER) as (keyof typeof NO_FILTER)[]).some((k) => JSON.stringify(state[k]) !== JSON.stringify(NO_FILTER[k]));
    // It always stands there: what moved under the pointer would take the next click.
    const reset = make("button", { type: "button", class: "small", "data-filter": "reset", text: "Take all filters away", click: () => desk.store.set(NO_FILTER) });
    reset.disabled = !filtered;
    const parts: Child[] = [
      reset,
      ...group("Actors and things", kinds(false)),
      ...group("Events and states", kinds(true)),
      ...group("Status of events", status),
      this.fold("publishers", `Publishers (${count(graph.publishers.length)})`, () => this.publishers(), state.offPublishers.length > 0 || graph.publishers.length <= MANY),
      this.fold("more", "Type and confidence", () => [this.type(), this.confidence()], state.type !== "" || state.confidence > 0),
    ];
    this.element.replaceChildren(...parts.filter((p): p is Node => Boolean(p)));
    for (const details of this.element.querySelectorAll("details")) if (open.has(details.dataset.part)) details.open = true;
    if (focused) [...this.element.querySelectorAll<HTMLElement>("[data-filter]")].find((e) => e.dataset.filter === focused)?.focus({ preventScroll: true });
  }

  private fold(part: string, title: string, inside: () => HTMLElement[], open: boolean): HTMLElement {
    const made = make("details", { "data-part": part }, make("summary", { text: title }), ...inside());
    made.open = open;
    return made;
  }

  private toggle(key: Off, value: string, name: string, shown: number, total: number, mark: Element | null, hint = ""): HTMLElement {
    const { desk } = this;
    const off = desk.state[key];
    const box = make("input", { type: "checkbox", "data-filter": `${key} ${value}`, change: () => desk.store.set({ [key]: box.checked ? off.filter((v) => v !== value) : [...off, value].sort() } as Partial<State>) });
    box.checked = !off.includes(value);
    const number = shown === total || !box.checked ? count(total) : `${count(shown)}/${count(total)}`;
    const only = make("button", {
      type: "button", class: "only", text: "only", "aria-label": `only ${name}`, "data-filter": `only ${key} ${value}`,
      click: () => desk.store.set({ [key]: this.values(key).filter((v) => v !== value && this.family(key, v) === this.family(key, value)).concat(off.filter((v) => this.family(key, v) !== this.family(key, value))).sort() } as Partial<State>),
    });
    return make("li", { class: "key", title: [name, hint].filter(Boolean).join(": ") }, make("label", {}, box, mark, words(name), make("span", { class: "count", text: number })), only);
  }
  private values(key: Off): string[] {
    const { block, publishers } = this.desk.graph;
    return key === "offLooks" ? block.looks.map((_, i) => String(i)) : key === "offStatuses" ? block.facts.statuses : publishers;
  }
  /** Actors and events are told apart, so that "only people" leaves the events. */
  private family(key: Off, value: string): string {
    return key === "offLooks" ? String(this.desk.graph.block.looks[Number(value)][3] === "circle") : "";
  }

  private publishers(): HTMLElement[] {
    const { desk } = this;
    const { graph } = desk;
    const { fact, origin } = graph.block.passages;
    const { shown } = desk.state.offPublishers.length ? sieve(graph, desk.state, { publishers: true }) : desk.sieved;
    const facts = graph.publishers.map(() => 0);
    const last = graph.publishers.map(() => -1); // passages stand fact by fact
    for (let i = 0; i < fact.length; i++) {
      const publisher = graph.publisherOf[origin[i]];
      if (!shown[fact[i]] || last[publisher] === fact[i]) continue;
      last[publisher] = fact[i];
      facts[publisher]++;
    }
    const order = graph.publishers.map((_, i) => i).sort((a, b) => facts[b] - facts[a] || a - b);
    return [make("ul", {}, ...order.slice(0, 200).map((i) => this.toggle("offPublishers", graph.publishers[i], graph.publishers[i], facts[i], facts[i], null)))];
  }
  private type(): HTMLElement {
    const { desk } = this;
    const { types, type } = desk.graph.block.nodes;
    const n = new Array<number>(types.length).fill(0);
    for (const t of type) n[t]++;
    const order = types.map((_, i) => i).sort((a, b) => (types[a][1] < types[b][1] ? -1 : 1));
    const list = make("select", { id: "type", "data-filter": "type", change: () => desk.store.set({ type: list.value }) }, make("option", { value: "", text: "every type" }), ...order.map((i) => make("option", { value: types[i][0], text: `${types[i][1]} (${n[i]})` })));
    list.value = desk.state.type;
    return make("div", { class: "field" }, make("label", { for: "type", text: "Facts of the type, or with one of the type" }), list);
  }
  private confidence(): HTMLElement {
    const { desk } = this;
    const range = make("input", { id: "confidence", type: "range", min: 0, max: 1, step: 0.05, "data-filter": "confidence", change: () => desk.store.set({ confidence: Number(range.value) }) });
    range.value = String(desk.state.confidence);
    return make("div", { class: "field" }, make("label", { for: "confidence", text: `Confidence of the reading at least ${Math.round(desk.state.confidence * 100)} %` }), range);
  }
}

function group(title: string, lines: HTMLElement[]): HTMLElement[] {
  return lines.length ? [make("h3", { text: title }), make("ul", { "aria-label": `${title}, ${plural(lines.length, "kind")}` }, ...lines)] : [];
}
