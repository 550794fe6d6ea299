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
  const drawn = state.view === "picture" && state.scene !== "groups" ? drawnOf(desk, picture) : null;
  const [things, happened] = drawn ? [drawn.entities, drawn.facts.size] : [sieved.entities, sieved.facts];
  const [docs, outlets] = sources(desk, drawn ? drawn.facts : null);
  const bold = (n: number): HTMLElement => make("b", { text: count(n) });
  const of = (n: number, all: number, one: string): (HTMLElement | string)[] => [bold(n), n === all ? ` ${one}${n === 1 ? "" : "s"}` : ` of ${count(all)} ${one}s`];
  const held = [about.length ? `around ${about.join(", ")}${hops ? `, ${hops} hop${hops === 1 ? "" : "s"}` : ""}` : "", ...only].filter(Boolean);
  const part = held.length ? [" The page holds only what is ", words(held.join(", ")), "."] : [];
  byId("summary").replaceChildren(
    "Shown: ", bold(things), ` of ${count(entities[1])} actors and things and `, bold(happened), ` of ${count(facts[1])} events and states, from `, ...of(docs, documents[1], "document"), " and ", ...of(outlets, publishers[1], "publisher"), ".", ...part,
  );
}

/** What stands in the picture, with the facts behind an arrow and those that stand as one. */
function drawnOf({ graph, state }: Desk, { scene }: Picture): { entities: number; facts: Set<number> } {
  const facts = new Set<number>();
  let entities = 0;
  for (const { node } of scene.spots) {
    if (node < 0) continue;
    if (!graph.isFact(node)) entities++;
    else if (state.scene === "opening") for (const one of graph.alike(node)) facts.add(one);
    else facts.add(node);
  }
  if (state.arrows) for (const line of scene.lines) for (const fact of line.facts) facts.add(fact);
  return { entities, facts };
}

/** How many documents and publishers the facts drawn rest on; those the filters let through when none are given. */
function sources({ graph, sieved }: Desk, facts: Set<number> | null): [number, number] {
  const { origin, fact } = graph.block.passages;
  const documents = new Uint8Array(graph.publisherOf.length);
  if (facts === null) {
    for (let i = 0; i < fact.length; i++) if (sieved.shown[fact[i]]) documents[origin[i]] = 1;
  } else for (const one of facts) for (const p of graph.passageNumbers(one)) documents[origin[p]] = 1;
  const outlets = new Set<number>();
  let n = 0;
  documents.forEach((used, i) => used && (n++, outlets.add(graph.publisherOf[i])));
  return [n, outlets.size];
}
