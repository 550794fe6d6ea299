// The keyboard, and the sheet that says what its keys do.

import type { Desk } from "./desk";
import { byId, make } from "./dom";
import type { Panel } from "./panel";
import type { Picture } from "./picture";
import { VIEWS } from "./state";

const KEYS: [string, string][] = [
  ["/", "search"],
  ["1 2 3 4", "picture, timeline, compare, table"],
  ["arrow keys", "in the picture: to the next node that way"],
  ["Enter", "in the picture: to the panel of the node"],
  ["F", "what is around the node; again: one hop more"],
  ["A", "events as squares or as arrows"],
  ["+ − 0", "nearer, farther, all of it"],
  ["Escape", "let go of the node, then back to the start"],
  ["?", "this sheet"],
];

export function help(): void {
  const dialog = byId<HTMLDialogElement>("help");
  if (dialog.open) return dialog.close();
  dialog.replaceChildren(
    make("h2", { id: "helptitle", text: "How to read this page" }),
    make("p", { text: "Circles are actors, places and things; squares are events, diamonds lasting states. An arrow leads from who does something to the event, and from the event to whom or what it concerns. Filled squares are stated as fact by somebody; hollow ones are planned, threatened, denied or hearsay. A second rim in magenta marks what sources do not agree on." }),
    make("p", { text: "Click a node to read the sentences behind it, click it twice to see what is around it. Drag a node to pin it. The address of the page holds all that you chose: copy it to come back." }),
    make("dl", {}, ...KEYS.flatMap(([key, does]) => [make("dt", {}, make("kbd", { text: key })), make("dd", { text: does })])),
    make("button", { type: "button", text: "Close", click: () => dialog.close() }),
  );
  dialog.showModal();
}

export function keys(desk: Desk, picture: Picture, panel: Panel): void {
  const { store } = desk;
  const stage = byId("graph");
  const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  document.addEventListener("keydown", (event) => {
    const at = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || at.closest("dialog")) return;
    const typing = at.matches("input, select, textarea");
    const state = desk.state;
    const node = desk.node(state.selected);
    if (event.key === "Escape") {
      const menu = document.querySelector<HTMLDetailsElement>(".menu[open]");
      if (menu) menu.open = false;
      else if (state.selected !== null) store.set({ selected: null });
      else if (state.scene === "focus" || state.scene === "path" || state.scene === "group") store.set({ scene: desk.graph.block.opening.length > 3 ? "opening" : "all" });
      else return;
    } else if (typing) return;
    else if (event.key === "/") byId("search").focus();
    else if (event.key === "?") help();
    else if (["1", "2", "3", "4"].includes(event.key)) byId(`view-${VIEWS[Number(event.key) - 1]}`).click();
    else if (event.key === "a" || event.key === "A") store.set({ arrows: !state.arrows });
    else if ((event.key === "f" || event.key === "F") && node !== null) desk.focus(node, state.scene === "focus" && state.focus === state.selected ? (state.hops % 3) + 1 : 1);
    else if (event.key === "+" || event.key === "=") picture.surface.zoom(1.35);
    else if (event.key === "-") picture.surface.zoom(1 / 1.35);
    else if (event.key === "0") picture.surface.fit();
    else if (at === stage && event.key in arrows) {
      const next = picture.towards(...arrows[event.key]);
      if (next !== null && !next.startsWith("group:")) store.set({ selected: next });
      else if (next !== null) picture.select(next);
    } else if (at === stage && event.key === "Enter") {
      const held = picture.held;
      if (held?.startsWith("group:")) store.set({ scene: "group", group: Number(held.slice(6)), selected: null });
      else panel.focus();
    } else return;
    event.preventDefault();
  });
  byId("help").addEventListener("click", (event) => {
    if (event.target === byId("help")) byId<HTMLDialogElement>("help").close();
  });
}
