// What the page shows, as one value; it stands in the address, so that a link and the back button bring it back.

export const VIEWS = ["picture", "timeline", "compare", "table"] as const;
export const SCENES = ["opening", "all", "groups", "group", "focus", "path"] as const;
export const THEMES = ["auto", "light", "dark"] as const;

export interface State {
  view: (typeof VIEWS)[number];
  scene: (typeof SCENES)[number];
  selected: string | null;
  focus: string | null;
  hops: number;
  group: number;
  path: [string, string] | null;
  way: number;
  lane: string | null;
  pair: [string, string] | null;
  arrows: boolean;
  offLooks: string[];
  offStatuses: string[];
  offPublishers: string[];
  type: string;
  since: string | null;
  until: string | null;
  confidence: number;
  rows: "facts" | "entities";
  theme: (typeof THEMES)[number];
}

export const START: Readonly<State> = {
  view: "picture", scene: "opening", selected: null, focus: null, hops: 1, group: 0, path: null, way: 0, lane: null, pair: null,
  arrows: false, offLooks: [], offStatuses: [], offPublishers: [], type: "", since: null, until: null, confidence: 0,
  rows: "facts", theme: "auto",
};
export const NO_FILTER = { offLooks: [], offStatuses: [], offPublishers: [], type: "", since: null, until: null, confidence: 0 } satisfies Partial<State>;
const DATE = /^\d{4}-\d\d-\d\d$/;

export function written(state: State, start: State): string {
  const parts = new URLSearchParams();
  for (const key of Object.keys(START) as (keyof State)[]) {
    const value = state[key];
    if (JSON.stringify(value) === JSON.stringify(start[key])) continue;
    parts.set(key, Array.isArray(value) ? value.map(encodeURIComponent).join(" ") : String(value));
  }
  return parts.toString();
}

/** The state an address stands for; whatever in it makes no sense is left out. */
export function readHash(hash: string, start: State): State {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const made: State = { ...start };
  const one = <T extends string>(key: keyof State, among: readonly T[]): T | undefined => among.find((v) => v === parts.get(key));
  const list = (key: keyof State): string[] | undefined => {
    try {
      return parts.get(key)?.split(" ").filter(Boolean).map(decodeURIComponent);
    } catch {
      return undefined;
    }
  };
  const two = (key: keyof State): [string, string] | null => {
    const found = list(key);
    return found?.length === 2 ? [found[0], found[1]] : null;
  };
  const date = (key: keyof State): string | null => (DATE.test(parts.get(key) ?? "") ? parts.get(key) : null);
  const number = (key: keyof State, low: number, high: number, otherwise: number): number => {
    const found = Number(parts.get(key) ?? NaN);
    return found >= low && found <= high ? found : otherwise;
  };
  made.view = one("view", VIEWS) ?? made.view;
  made.scene = one("scene", SCENES) ?? made.scene;
  made.selected = parts.get("selected") ?? made.selected;
  made.focus = parts.get("focus") ?? made.focus;
  made.hops = Math.round(number("hops", 1, 3, made.hops));
  made.group = Math.round(number("group", 0, 1e6, made.group));
  made.path = two("path") ?? made.path;
  made.way = Math.round(number("way", 0, 9, made.way));
  made.lane = parts.get("lane") ?? made.lane;
  made.pair = two("pair") ?? made.pair;
  made.arrows = parts.has("arrows") ? parts.get("arrows") === "true" : made.arrows;
  made.offLooks = list("offLooks") ?? made.offLooks;
  made.offStatuses = list("offStatuses") ?? made.offStatuses;
  made.offPublishers = list("offPublishers") ?? made.offPublishers;
  made.type = parts.get("type") ?? made.type;
  made.since = date("since") ?? made.since;
  made.until = date("until") ?? made.until;
  made.confidence = number("confidence", 0, 1, made.confidence);
  made.rows = one("rows", ["facts", "entities"] as const) ?? made.rows;
  made.theme = one("theme", THEMES) ?? made.theme;
  return made;
}

type Watcher = (now: State, before: State) => void;
/** What makes a step that the back button undoes; the rest only changes the address. */
const STEPS: (keyof State)[] = ["view", "scene", "selected", "focus", "hops", "group", "path", "way", "lane", "pair", "arrows"];

export class Store {
  private watchers: Watcher[] = [];
  private state: State;
  constructor(private readonly start: State) {
    this.state = readHash(location.hash, start);
    addEventListener("popstate", () => this.become(readHash(location.hash, this.start)));
    addEventListener("hashchange", () => this.become(readHash(location.hash, this.start)));
  }
  get now(): State {
    return this.state;
  }
  watch(watcher: Watcher): void {
    this.watchers.push(watcher);
  }
  set(change: Partial<State>): void {
    const before = this.state;
    const next = { ...before, ...change };
    if (written(next, this.start) === written(before, this.start)) return;
    const step = STEPS.some((key) => JSON.stringify(next[key]) !== JSON.stringify(before[key]));
    const address = written(next, this.start);
    try {
      history[step ? "pushState" : "replaceState"](null, "", address ? `#${address}` : location.pathname + location.search);
    } catch {
      // A frame without an address of its own, as in a notebook: the page works, only the back button does not.
    }
    this.become(next);
  }
  private become(next: State): void {
    const before = this.state;
    if (written(next, this.start) === written(before, this.start)) return;
    this.state = next;
    for (const watcher of this.watchers) watcher(next, before);
  }
}
