// Search by name, alias or what happened; forgiving of accents, case and small slips.

import type { Desk } from "./desk";
import { make, soft } from "./dom";

const SHOWN = 30;

export const folded = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

interface Key {
  node: number;
  key: string;
  name: string;
}
const kept = new WeakMap<Desk, Key[]>();

function keys(desk: Desk): Key[] {
  let known = kept.get(desk);
  if (!known) {
    const { graph } = desk;
    known = [];
    for (let node = 0; node < graph.size; node++) for (const name of [graph.label(node), ...graph.names(node)]) known.push({ node, key: folded(name), name });
    kept.set(desk, known);
  }
  return known;
}

export interface Hit {
  node: number;
  rank: number;
  alias: string;
}

export function find(desk: Desk, text: string, entitiesOnly = false): Hit[] {
  const wanted = folded(text.trim());
  if (wanted === "") return [];
  const { graph } = desk;
  const best = new Map<number, Hit>();
  const offer = (one: Key, rank: number): void => {
    const known = best.get(one.node);
    if (!known || rank < known.rank) best.set(one.node, { node: one.node, rank, alias: one.name === graph.label(one.node) ? "" : one.name });
  };
  const open = keys(desk).filter((one) => !entitiesOnly || !graph.isFact(one.node));
  for (const one of open) {
    const at = one.key.indexOf(wanted);
    if (at >= 0) offer(one, one.key === wanted ? 0 : at === 0 ? 1 : /\W/.test(one.key[at - 1]) ? 2 : 3);
  }
  if (best.size === 0 && wanted.length > 2) {
    const mine = pairs(wanted);
    for (const one of open) {
      const like = alike(mine, one.key.slice(0, 80));
      if (like >= 0.5) offer(one, 5 - like);
    }
  }
  return [...best.values()].sort((a, b) => Math.floor(a.rank) - Math.floor(b.rank) || a.rank - b.rank || Number(graph.isFact(a.node)) - Number(graph.isFact(b.node)) || (graph.isFact(a.node) ? graph.inTime(a.node, b.node) : 0) || graph.degree[b.node] - graph.degree[a.node] || a.node - b.node);
}

function pairs(text: string): Set<string> {
  const found = new Set<string>();
  for (let i = 0; i + 1 < text.length; i++) found.add(text.slice(i, i + 2));
  return found;
}

function alike(mine: Set<string>, key: string): number {
  let best = 0;
  for (const part of [key, ...key.split(/\s+/)]) {
    const other = pairs(part);
    let shared = 0;
    for (const pair of other) if (mine.has(pair)) shared++;
    best = Math.max(best, (2 * shared) / (mine.size + other.size || 1));
  }
  return best;
}

let fields = 0;

/** A search field with its list of hits, by mouse and by keyboard. */
export function picker(desk: Desk, label: string, choose: (node: number) => void, all = false, given?: { input: HTMLInputElement; list: HTMLElement }): HTMLElement {
  const id = given?.input.id ?? `pick${++fields}`;
  const input = given?.input ?? make("input", { type: "search", id, autocomplete: "off", spellcheck: "false", placeholder: "a name or an alias" });
  const list = given?.list ?? make("ul", { class: "hits", "aria-label": `Found for ${label}` });
  const { graph } = desk;
  const close = (): void => {
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
  };
  const search = (): void => {
    const found = find(desk, input.value, !all);
    const lines = found.slice(0, SHOWN).map(({ node, alias }) => {
      const note = [alias && `“${alias}”`, graph.isFact(node) ? desk.factNote(node) : graph.typeWords(node)].filter(Boolean).join(" · ");
      return make("li", {}, desk.go(node, note, undefined, () => {
        input.value = all ? "" : graph.label(node);
        close();
        choose(node);
      }));
    });
    if (found.length > SHOWN) lines.push(make("li", {}, soft(`and ${found.length - SHOWN} more`)));
    if (found.length === 0 && input.value.trim() !== "") lines.push(make("li", {}, soft("nothing here has such a name")));
    list.replaceChildren(...lines);
    input.setAttribute("aria-expanded", String(lines.length > 0));
  };
  input.addEventListener("input", search);
  const keydown = (event: KeyboardEvent): void => {
    const buttons = [...list.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === "ArrowDown") buttons[Math.min(at + 1, buttons.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (at > 0 ? buttons[at - 1] : input).focus();
    else if (event.key === "Enter" && document.activeElement === input) buttons[0]?.click();
    else if (event.key === "Escape" && (input.value !== "" || buttons.length)) {
      input.value = "";
      close();
      input.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  input.addEventListener("keydown", keydown);
  list.addEventListener("keydown", keydown);
  return make("div", { class: "picker" }, given ? null : make("label", { for: id, text: label }), given ? null : input, given ? null : list);
}
