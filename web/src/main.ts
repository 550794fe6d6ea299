// Puts the page together: reads the data block, then keeps every part in step with the state.

import { read } from "./block";
import { bars } from "./bars";
import { Compare } from "./compare";
import { Decisions } from "./decisions";
import { Desk } from "./desk";
import { byId } from "./dom";
import { Filters } from "./filters";
import { Graph } from "./graph";
import { histogram } from "./histogram";
import { keys } from "./keys";
import { Lanes } from "./lanes";
import { Panel } from "./panel";
import { Picture } from "./picture";
import { ways, type Way } from "./route";
import { type Palette, type Scene, sceneOf } from "./scene";
import { picker } from "./search";
import { sieve } from "./sieve";
import { START, type State, Store } from "./state";
import { Table } from "./table";

const OVERVIEW = 2000; // nodes from which a page opens on groups

async function main(): Promise<void> {
  const graph = new Graph(await read());
  const first = graph.size > OVERVIEW ? "groups" : graph.block.opening.length > 3 ? "opening" : "all";
  const store = new Store({ ...START, scene: first, ...(graph.block.start as Partial<State>) });
  const desk = new Desk(graph, store);
  const stage = byId("graph");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const palette = (): Palette => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
    return { ink: colour("ink"), soft: colour("soft"), ground: colour("ground"), line: colour("edge"), odd: colour("odd") };
  };
  const paintTheme = (): void => {
    const { theme } = store.now;
    document.documentElement.dataset.theme = theme === "auto" ? (dark.matches ? "dark" : "light") : theme;
  };
  paintTheme();

  const decisions = new Decisions(desk, () => bars(desk, picture, again, decisions));
  const panel = new Panel(byId("panel"), desk, decisions);
  const filters = new Filters(byId("filters"), desk);
  const time = histogram(desk);
  const picture = new Picture(stage, palette, {
    pick: (key) => (key?.startsWith("group:") ? store.set({ scene: "group", group: Number(key.slice(6)), selected: null }) : store.set({ selected: key })),
    open: (key) => {
      const node = desk.node(key);
      if (node !== null) desk.focus(node);
    },
    pickLine: (line) => {
      if (line.facts.length > 1 || (line.facts.length === 1 && store.now.arrows)) panel.facts(`${graph.label(desk.node(line.from) as number)} → ${graph.label(desk.node(line.to) as number)}`, line.facts);
      else if (line.facts.length === 1) desk.open(line.facts[0]);
    },
  });
  const lanes = new Lanes(byId("timeline"), desk);
  const compare = new Compare(byId("compare"), desk);
  const table = new Table(byId("table"), desk);
  if (picture.surface.kind === "canvas" && graph.size > OVERVIEW && location.hash === "") store.set({ view: "table" });

  let found: Way[] = [];
  const frame = (): Scene => {
    const { width, height } = stage.getBoundingClientRect();
    return sceneOf({ graph, state: store.now, shown: desk.sieved.shown, palette: palette(), width: Math.max(width, 200), height: Math.max(height, 200), ways: found });
  };
  const again = (): void => picture.show(frame());

  const render = (now: State, before: State | null): void => {
    const changed = (...names: (keyof State)[]): boolean => before === null || names.some((k) => JSON.stringify(now[k]) !== JSON.stringify(before[k]));
    if (changed("theme")) paintTheme();
    const sifted = changed("offLooks", "offStatuses", "offPublishers", "type", "since", "until", "confidence");
    if (sifted) desk.sieved = sieve(graph, now);
    if ((sifted || changed("path", "scene")) && now.scene === "path" && now.path) {
      const [a, b] = now.path.map((id) => desk.node(id));
      found = a === null || b === null ? [] : ways(graph, desk.sieved.shown, a, b);
    }
    for (const [id, view] of [["graph", "picture"], ["zoom", "picture"], ["note", "picture"], ["timeline", "timeline"], ["compare", "compare"], ["table", "table"]]) byId(id).hidden = now.view !== view;
    // The bars take their room before the picture is fitted into what is left.
    if (before === null) bars(desk, picture, again, decisions), time.fill();
    const node = desk.node(now.selected);
    if (now.view === "picture" && (sifted || changed("view", "scene", "focus", "hops", "group", "path", "way", "arrows", "theme"))) again();
    // What is opened from a list and does not stand in the picture is shown with what is around it.
    if (now.view === "picture" && node !== null && changed("selected") && !picture.has(now.selected as string) && !(now.arrows && graph.isFact(node))) {
      return store.set({ scene: "focus", focus: now.selected, hops: 1 });
    }
    if (changed("selected", "view")) picture.select(now.selected);
    if (sifted || changed("scene", "view", "focus", "hops", "group", "path", "way", "arrows", "theme", "rows")) bars(desk, picture, again, decisions);
    if (sifted) {
      filters.fill();
      time.fill();
    }
    if (sifted || changed("selected", "path", "way", "scene", "focus", "hops")) {
      const held = panelFocus();
      panel.fill(found);
      if (held && changed("selected")) panel.focus();
    }
    if (now.view === "timeline" && (sifted || changed("view", "lane", "selected", "theme"))) lanes.fill();
    if (now.view === "compare" && (sifted || changed("view", "pair"))) compare.fill();
    if (now.view === "table" && (sifted || changed("view", "rows"))) table.fill();
  };
  const panelFocus = (): boolean => byId("panel").contains(document.activeElement) || byId("hits").contains(document.activeElement) || document.activeElement === document.body;

  picker(desk, "search", (node) => { desk.open(node, desk.state.view === "picture" ? {} : { view: "picture" }); panel.focus(); }, true, { input: byId<HTMLInputElement>("search"), list: byId("hits") });
  store.watch(render);
  dark.addEventListener("change", () => (paintTheme(), again()));
  keys(desk, picture, panel);
  if (matchMedia("(max-width: 820px)").matches) byId<HTMLDetailsElement>("sidefold").open = false;
  render(store.now, null);

  Object.defineProperty(window, "kgView", {
    value: Object.freeze({
      state: () => ({
        ...store.now, nodes: graph.size, edges: graph.block.edges.source.length, facts: desk.sieved.facts, entities: desk.sieved.entities, drawn: picture.scene.spots.length, lines: picture.scene.lines.length,
        engine: picture.surface.kind, positions: picture.positions(), decisions: decisions.all.length, cpu: performance.now(),
      }),
      redraw: () => picture.measure(),
    }),
  });
}

void main();
