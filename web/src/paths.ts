// From one actor to another: the form that asks, and the way that is found, with a quote on each step.

import type { Desk } from "./desk";
import { type Child, make, plural, soft, words } from "./dom";
import { figure } from "./evidence";
import { picker } from "./search";
import type { Way } from "./route";

export function pathForm(desk: Desk, from: number | null): HTMLElement {
  const ends: (number | null)[] = [from, null];
  const go = (): void => {
    const [a, b] = ends;
    if (a !== null && b !== null && a !== b) desk.store.set({ view: "picture", scene: "path", path: [desk.graph.id(a), desk.graph.id(b)], way: 0, selected: null });
  };
  const choose = (end: number) => (node: number): void => {
    ends[end] = node;
    go();
  };
  return make(
    "details",
    { class: "form", "data-form": "path" },
    make("summary", { text: from === null ? "Find how two actors hang together" : "Find the way to another actor" }),
    from === null ? picker(desk, "From", choose(0)) : null,
    picker(desk, "To", choose(1)),
  );
}

export function pathPage(desk: Desk, ways: Way[]): Child[] {
  const { graph, state } = desk;
  const [a, b] = (state.path ?? ["", ""]).map((id) => desk.node(id));
  const back = make("button", { type: "button", class: "go back", text: "← Start", click: () => desk.store.set({ scene: "opening", path: null }) });
  if (a === null || b === null) return [back, make("h2", { text: "No such path" }), make("p", { text: "The address names an actor that is not in this page." })];
  const title = make("h2", {}, words(graph.label(a)), " → ", words(graph.label(b)));
  if (ways.length === 0) return [back, title, make("p", { text: "No path leads from one to the other among what is shown. Take filters away, or look in a larger part of the graph." }), pathForm(desk, null)];
  const way = ways[state.way] ?? ways[0];
  const others = ways.map((one, i) => make("button", { type: "button", class: "small", "aria-pressed": String(one === way), text: `Way ${i + 1}`, click: () => desk.store.set({ way: i }) }));
  const facts = way.nodes.filter((i) => graph.isFact(i));
  const steps = way.nodes.map((node) => {
    if (!graph.isFact(node)) return make("li", { class: "stop" }, desk.go(node, graph.typeWords(node)));
    const passages = graph.passages(node);
    return make("li", { class: "step" }, desk.go(node, desk.factNote(node)), passages.length ? figure(desk, passages[0]) : null, passages.length > 1 ? soft(`and ${plural(passages.length - 1, "more claim")}`) : null);
  });
  return [
    back,
    title,
    make("p", { class: "soft", text: `${plural(facts.length, "step")}, each with what it rests on` }),
    ways.length > 1 ? make("div", { class: "actions", role: "group", "aria-label": "Ways" }, ...others) : null,
    make("ol", { class: "way" }, ...steps),
    pathForm(desk, null),
  ];
}
