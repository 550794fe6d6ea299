// Making elements. Text of documents goes in as text, never as markup.

export type Child = Node | string | null | undefined | false;
type Listener = (event: Event) => void;

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number | boolean | Listener | undefined> = {},
  ...inside: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name, value);
    else if (name === "text") made.textContent = String(value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...inside.filter((one): one is Node | string => one !== null && one !== undefined && one !== false));
  return made;
}

export function draw(tag: string, attributes: Record<string, string | number | Listener> = {}, ...inside: (Node | string)[]): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else made.setAttribute(name, String(value));
  }
  made.append(...inside);
  return made;
}

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

/** Text of a document or a name: its writing direction is its own. */
export const words = (text: string, kind = ""): HTMLElement => make("span", { text, class: `text ${kind}`.trim(), dir: "auto" });
export const soft = (text: string): HTMLElement => make("span", { text, class: "soft" });
export const count = (n: number): string => n.toLocaleString("en");
export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;
export const cut = (text: string, length: number): string => {
  const letters = [...text];
  return letters.length <= length ? text : `${letters.slice(0, length - 1).join("").trimEnd()}…`;
};
export const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
