// The panel: where to start, or what is known of one actor or one fact, down to the quotes.

import type { Decisions } from "./decisions";
import type { Desk } from "./desk";
import { type Child, count, make, plural, soft, words } from "./dom";
import { figure } from "./evidence";
import type { Passage } from "./graph";
import { pathForm, pathPage } from "./paths";
import type { Way } from "./route";
import { sign } from "./sign";

const LISTED = 60;
const LATER = 6;

export class Panel {
  constructor(
    private readonly element: HTMLElement,
    private readonly desk: Desk,
    private readonly decisions: Decisions,
  ) {}

  fill(ways: Way[]): void {
    const { desk } = this;
    const node = desk.node(desk.state.selected);
    const inPath = desk.state.scene === "path" && desk.state.path !== null;
    const page = node === null ? (inPath ? pathPage(desk, ways) : this.start()) : desk.graph.isFact(node) ? this.fact(node) : this.entity(node);
    const back = inPath ? "← The path" : "← Start";
    if (node !== null) page.unshift(make("button", { type: "button", class: "go back", text: back, click: () => desk.store.set({ selected: null }) }));
    this.element.replaceChildren(...page.filter((one): one is Node | string => Boolean(one)));
    this.element.scrollTop = 0;
  }
  focus(): void {
    this.element.focus({ preventScroll: true });
  }
  /** The facts behind an arrow. */
  facts(title: string, facts: number[]): void {
    const list = make("ul", {}, ...facts.map((f) => this.factLine(f)));
    const back = make("button", { type: "button", class: "go back", text: "← Start", click: () => this.fill([]) });
    this.element.replaceChildren(back, make("h2", {}, words(title)), make("p", { class: "soft", text: `${plural(facts.length, "event")} between them. The arrow is drawn from these for this view only.` }), list);
  }

  private factLine(fact: number, role = ""): HTMLElement {
    const { desk } = this;
    return make("li", {}, desk.go(fact, [desk.factNote(fact), role ? `as ${role}` : ""].filter(Boolean).join(" · ")));
  }
  private listed(lines: HTMLElement[]): Child[] {
    const rest = lines.slice(LISTED);
    if (rest.length === 0) return [make("ul", {}, ...lines)];
    const more = make("details", {}, make("summary", { text: `${count(rest.length)} more` }));
    more.addEventListener("toggle", () => more.children.length === 1 && more.append(make("ul", {}, ...rest)));
    return [make("ul", {}, ...lines.slice(0, LISTED)), more];
  }

  private start(): Child[] {
    const { desk } = this;
    const { graph } = desk;
    if (graph.size === 0) return [make("h2", { text: "Nothing to show" }), make("p", { text: "There are no facts in this graph yet." })];
    const { disputed, recent, connected } = graph.block.starts;
    const ways: [string, number | null, (node: number) => string][] = [
      ["Most disputed", disputed, (f) => `${plural(graph.block.nodes.claims[f], "claim")} in ${plural(graph.block.nodes.docs[f], "document")}, not of one mind`],
      ["Most recent", recent, (f) => desk.factNote(f)],
      ["Most connected", connected, (e) => `takes part in ${plural(graph.factsOf(e).length, "fact")}`],
    ];
    const cards = ways.map(([title, node, note]) =>
      node === null ? null : make("button", { type: "button", class: "card", "data-node": graph.id(node), click: () => desk.focus(node) }, make("span", { class: "over", text: title }), words(graph.label(node), "name"), soft(note(node))),
    );
    const first = (nodes: number[]): number[] => {
      const found: number[] = [];
      for (const node of nodes) if (desk.sieved.shown[node] && found.push(node) === 8) break;
      return found;
    };
    const [odd, actors] = [first(graph.odds), first(graph.byDegree)];
    return [
      make("h2", { text: "Where to start" }),
      make("div", { class: "cards" }, ...cards),
      make("p", { class: "soft", text: "A circle is an actor, a square an event, a diamond a lasting state. Filled: stated as fact. Hollow: threatened, planned, denied or hearsay. A double rim: sources differ. Click one to read the sentences behind it." }),
      ...(odd.length ? [make("h3", { text: "Where sources differ" }), make("ul", {}, ...odd.map((f) => this.factLine(f)))] : []),
      make("h3", { text: "In most facts" }),
      make("ul", {}, ...actors.map((a) => make("li", {}, desk.go(a, `${graph.typeWords(a)} · ${plural(graph.degree[a], "fact")}`)))),
      pathForm(desk, null),
    ];
  }

  private entity(node: number): Child[] {
    const { desk } = this;
    const { graph } = desk;
    const { nodes } = graph.block;
    const roles = new Map<number, string[]>();
    for (const edge of graph.partsOf(node)) roles.set(graph.source(edge), [...(roles.get(graph.source(edge)) ?? []), graph.role(edge)[1]]);
    const facts = graph.factsOf(node);
    const seen = facts.filter((f) => desk.sieved.shown[f]);
    const names = graph.names(node);
    const [kind, letter, colour, shape] = graph.look(node);
    return [
      make("h2", {}, sign(shape, colour, letter), " ", words(graph.label(node))),
      make("p", { class: "soft", text: graph.typeWords(node), title: kind }),
      names.length ? make("p", {}, soft("also: "), words(names.join(" · "))) : null,
      make("p", { class: "soft", text: `${plural(nodes.claims[node], "claim")} · mentioned in ${plural(nodes.docs[node], "document")} by ${plural(nodes.sources[node], "publisher")}` }),
      this.actions(node),
      make("h3", { text: `${plural(seen.length, "fact")} in time order${seen.length < facts.length ? `, ${count(facts.length - seen.length)} left out by filters` : ""}` }),
      ...this.listed(seen.map((f) => this.factLine(f, roles.get(f)?.join(", ")))),
      pathForm(desk, node),
      this.decisions.sameForm(node),
    ];
  }
  private actions(node: number): HTMLElement {
    const { desk } = this;
    const { state } = desk;
    const id = desk.graph.id(node);
    const hops = [1, 2, 3].map((n) => {
      const on = state.scene === "focus" && state.focus === id && state.hops === n;
      return make("button", { type: "button", class: "small", "aria-pressed": String(on), text: plural(n, "hop"), click: () => desk.focus(node, n) });
    });
    const { graph } = desk;
    // A fact stands on the lanes of that one of those who take part in it who has most to do.
    const whose = graph.isFact(node) ? Object.values(graph.sides(node)).flat().sort((a, b) => graph.degree[b] - graph.degree[a] || a - b)[0] : node;
    const lanes = whose === undefined ? null : make("button", { type: "button", class: "small", text: "Timeline", click: () => desk.store.set({ view: "timeline", lane: graph.id(whose) }) });
    return make("div", { class: "actions", role: "group", "aria-label": "Around this" }, soft("Around it: "), ...hops, lanes);
  }

  private fact(node: number): Child[] {
    const { desk } = this;
    const { graph } = desk;
    const { nodes, facts, words: said } = graph.block;
    const at = node - graph.entities;
    const status = graph.status(node);
    const basis = facts.bases[facts.basis[at]];
    const [start, end] = [facts.start[at], facts.end[at] === 0 ? null : facts.end[at]];
    const roles = new Map<string, number[]>();
    for (const edge of graph.rolesOf(node)) roles.set(graph.role(edge)[1], [...(roles.get(graph.role(edge)[1]) ?? []), edge]);
    const n = graph.block.edges.n;
    const rows = [...roles].map(([role, edges]) =>
      make("tr", {}, make("th", { text: role, scope: "row" }), make("td", {}, ...edges.map((e) => desk.go(graph.target(e), n[e] > 1 ? plural(n[e], "claim") : "")))),
    );
    const within = [...new Map(Array.from(graph.partsOf(node), (e) => [graph.source(e), e]))];
    const alike = graph.alike(node).filter((f) => f !== node);
    const conflicts = graph.conflicts(node);
    const [, letter, colour, shape] = graph.look(node);
    const passages = graph.passages(node);
    return [
      make("h2", {}, sign(shape, colour, letter), " ", words(graph.label(node))),
      make("p", { class: "soft", text: graph.typeWords(node) }),
      make("p", {}, make("span", { text: status, class: ["asserted", "attributed"].includes(status) ? "badge" : "badge warn" }), ` ${said.statuses[status] ?? ""}`),
      conflicts.length ? make("p", {}, make("span", { text: "sources differ", class: "badge warn" }), words(` on the ${conflicts.join(" and the ")}: more are named than can be right`)) : null,
      make("p", {}, words(graph.date(node) ?? "no date given"), basis ? soft(`, ${said.bases[basis] ?? basis}`) : null, start && end ? words(` (${start} to ${end})`, "soft") : null),
      facts.quantity[at] ? make("p", {}, soft("how much: "), words(facts.quantity[at])) : null,
      rows.length ? make("h3", { text: "Who and what" }) : null,
      rows.length ? make("table", { class: "roles" }, make("tbody", {}, ...rows)) : null,
      within.length ? make("h3", { text: "Part of" }) : null,
      within.length ? make("ul", {}, ...within.map(([f, e]) => make("li", {}, desk.go(f, `as ${graph.role(e)[1]}`)))) : null,
      make("h3", { text: `${plural(nodes.claims[node], "claim")} in ${plural(nodes.docs[node], "document")} from ${plural(nodes.sources[node], "independent source")}` }),
      ...passages.slice(0, LISTED).map((p) => this.claim(p)),
      passages.length > LISTED ? make("p", { class: "soft", text: `and ${plural(passages.length - LISTED, "more claim", "more claims")}, in the table's export` }) : null,
      ...(alike.length ? [make("h3", { text: `${plural(alike.length, "fact")} of the same kind between the same` }), ...this.listed(alike.map((f) => this.factLine(f)))] : []),
      ...this.later(node),
      this.actions(node),
    ];
  }
  /** What came after a fact, of those who take part in it; what most of them share comes first into the list. */
  private later(node: number): Child[] {
    const { desk } = this;
    const { graph } = desk;
    const end = graph.until[node - graph.entities];
    const shared = new Map<number, number>();
    for (const one of new Set(Object.values(graph.sides(node)).flat()))
      for (const fact of graph.factsOf(one)) if (fact !== node && desk.sieved.shown[fact] && graph.from[fact - graph.entities] > end) shared.set(fact, (shared.get(fact) ?? 0) + 1);
    const chosen = [...shared].sort(([a, n], [b, m]) => m - n || graph.inTime(a, b)).slice(0, LATER).map(([fact]) => fact);
    return chosen.length ? [make("h3", { text: "Later, with the same" }), make("ul", {}, ...chosen.sort(graph.inTime).map((f) => this.factLine(f)))] : [];
  }
  private claim(passage: Passage): HTMLElement {
    return figure(this.desk, passage, this.decisions.wrongButton(passage.claim));
  }
}
