// The bars above the picture: views, scenes, tools, and the line that says how much of how much is shown.

import type { Decisions } from "./decisions";
import type { Desk } from "./desk";
import { byId, count, make, words } from "./dom";
import { exports } from "./exports";
import { help } from "./keys";
import type { Picture } from "./picture";
import { type State, THEMES, VIEWS } from "./state";

const NAMES: Record<string, string> = { picture: "Picture", timeline: "Timeline", compare: "Compare", table: "Table" };

function choice(text: string, on: boolean, does: () => void, id?: string): HTMLButtonElement {
  return make("button", { type: "button", id, text, "aria-pressed": String(on), click: does });
}

export function bars(desk: Desk, picture: Picture, again: () => void, decisions: Decisions): void {
  const focused = document.activeElement?.id;
  const { graph, state, store } = desk;
  byId("views").replaceChildren(...VIEWS.map((view) => choice(NAMES[view], state.view === view, () => store.set({ view, ...(view === "timeline" && state.lane === null ? lane(desk) : {}) }), `view-${view}`)));
  const scene = (text: string, name: State["scene"], id: string): HTMLButtonElement => choice(text, state.scene === name, () => store.set({ scene: name, selected: null }), id);
  const left: HTMLElement[] = [];
  if (state.view === "picture") {
    if (graph.block.opening.length > 3) left.push(scene("At the centre", "opening", "scene-opening"));
    if (graph.block.communities.length > 1) left.push(scene("Groups", "groups", "scene-groups"));
    left.push(scene("Everything", "all", "scene-all"));
    const focus = desk.node(state.focus);
    if (state.scene === "focus" && focus !== null) left.push(choice(`Around ${short(graph.label(focus))}`, true, () => undefined, "scene-focus"));
    if (state.scene === "group") left.push(choice(`Group ${state.group + 1}`, true, () => undefined, "scene-group"));
    if (state.scene === "path") left.push(choice("Path", true, () => undefined, "scene-path"));
    const arrows = choice("Events as arrows", state.arrows, () => store.set({ arrows: !state.arrows }), "arrows");
    arrows.title = "Draw an event as an arrow from who does it to whom it is done (key A)";
    if (state.scene !== "groups") left.push(make("span", { class: "soft", text: "·" }), arrows);
    if (picture.pinned) left.push(make("button", { type: "button", class: "small", id: "release", text: `Let go ${count(picture.pinned)} moved`, click: () => (picture.release(), again(), bars(desk, picture, again, decisions)) }));
  }
  byId("scenebar").replaceChildren(...left);
  byId("scenebar").hidden = left.length === 0;
  byId("note").textContent = picture.scene.note || (picture.scene.spots.length === 0 ? "Nothing to draw: the filters leave nothing here." : "");
  byId("zoom").replaceChildren(
    ...([["+", "Nearer", () => picture.surface.zoom(1.35)], ["−", "Farther", () => picture.surface.zoom(1 / 1.35)], ["⤢", "Show all of it", () => picture.surface.fit()]] as [string, string, () => void][]).map(([text, label, does]) =>
      make("button", { type: "button", text, "aria-label": label, title: label, click: does }),
    ),
  );
  const theme = make("button", { type: "button", id: "theme", text: { auto: "◐ Auto", light: "☀ Light", dark: "☾ Dark" }[state.theme], "aria-label": `Colours: ${state.theme}`, click: () => store.set({ theme: THEMES[(THEMES.indexOf(state.theme) + 1) % 3] }) });
  byId("tools").replaceChildren(decisions.fold, exports(desk, picture), theme, make("button", { type: "button", id: "helpbutton", text: "?", "aria-label": "Help and keys", click: help }));
  summary(desk, picture);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function lane(desk: Desk): Partial<State> {
  const { graph, state } = desk;
  const selected = desk.node(state.selected);
  const one = selected !== null && !graph.isFact(selected) ? selected : graph.block.starts.connected;
  return one === null ? {} : { lane: graph.id(one) };
}
const short = (text: string): string => (text.length > 28 ? `${text.slice(0, 27)}…` : text);

/** What is shown of how much, and from how many documents and publishers. */
function summary(desk: Desk, picture: Picture): void {
  const { graph, state, sieved } = desk;
  const { documents, publishers, entities, facts, about, hops, only } = graph.block.summary;
  const spots = state.view === "picture" && state.scene !== "groups" ? picture.scene.spots.filter((s) => s.node >= 0) : null;
  const drawn = spots ? [spots.filter((s) => !graph.isFact(s.node)).length, spots.filter((s) => graph.isFact(s.node)).reduce((n, s) => n + (state.scene === "opening" ? graph.alike(s.node).length : 1), 0)] : [sieved.entities, sieved.facts];
  if (spots && state.arrows) drawn[1] = new Set(picture.scene.lines.flatMap((l) => l.facts)).size;
  const drawnFacts = spots ? (state.arrows ? picture.scene.lines.flatMap((l) => l.facts) : spots.filter((s) => graph.isFact(s.node)).flatMap((s) => (state.scene === "opening" ? graph.alike(s.node) : [s.node]))) : null;
  const [docs, outlets] = sources(desk, drawnFacts);
  const bold = (n: number): HTMLElement => make("b", { text: count(n) });
  const of = (n: number, all: number, one: string): (HTMLElement | string)[] => [bold(n), n === all ? ` ${one}${n === 1 ? "" : "s"}` : ` of ${count(all)} ${one}s`];
  const held = [about.length ? `around ${about.join(", ")}${hops ? `, ${hops} hop${hops === 1 ? "" : "s"}` : ""}` : "", ...only].filter(Boolean);
  const part = held.length ? [" The page holds only what is ", words(held.join(", ")), "."] : [];
  byId("summary").replaceChildren(
    "Shown: ", bold(drawn[0]), ` of ${count(entities[1])} actors and things and `, bold(drawn[1]), ` of ${count(facts[1])} events and states, from `, ...of(docs, documents[1], "document"), " and ", ...of(outlets, publishers[1], "publisher"), ".", ...part,
  );
}

/** How many documents and publishers the facts drawn rest on; those the filters let through when none are given. */
function sources({ graph, sieved }: Desk, facts: number[] | null): [number, number] {
  const documents = new Set<number>();
  const { origin, fact } = graph.block.passages;
  if (facts === null) {
    for (let i = 0; i < fact.length; i++) if (sieved.shown[fact[i]]) documents.add(origin[i]);
  } else for (const one of facts) for (const p of graph.passageNumbers(one)) documents.add(origin[p]);
  return [documents.size, new Set(Array.from(documents, (d) => graph.publisherOf[d])).size];
}
