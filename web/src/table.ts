// The table: everything the picture can show, for eyes, keyboards and screen readers.

import type { Desk } from "./desk";
import { make, plural, soft } from "./dom";

const PAGE = 250;
type Row = (string | number)[];

export class Table {
  private by = 0;
  private down = false;
  private rows = PAGE;
  constructor(private readonly element: HTMLElement, private readonly desk: Desk) {}

  fill(): void {
    const { desk } = this;
    const { graph, state, sieved } = desk;
    const facts = state.rows === "facts";
    const heads = facts ? ["Date", "What", "Type", "Status", "Claims", "Documents", "Sources"] : ["Name", "Type", "Also called", "Facts", "Claims", "Documents"];
    const { nodes } = graph.block;
    const cells = (i: number): Row => facts
      ? [graph.date(i) ?? "", graph.label(i), graph.typeWords(i), graph.isOdd(i) ? `${graph.status(i)}, sources differ` : graph.status(i), nodes.claims[i], nodes.docs[i], nodes.sources[i]]
      : [graph.label(i), graph.typeWords(i), graph.names(i).join(", "), graph.degree[i], nodes.claims[i], nodes.docs[i]];
    const [low, high] = facts ? [graph.entities, graph.size] : [0, graph.entities];
    const list: [number, Row][] = [];
    for (let i = low; i < high; i++) if (sieved.shown[i]) list.push([i, cells(i)]);
    const by = Math.min(this.by, heads.length - 1);
    const turn = this.down ? -1 : 1;
    list.sort(([i, a], [j, b]) => (a[by] === b[by] ? i - j : a[by] === "" ? 1 : b[by] === "" ? -1 : (a[by] < b[by] ? -1 : 1) * turn));
    const head = heads.map((name, i) =>
      make("th", { scope: "col", "aria-sort": i === by ? (this.down ? "descending" : "ascending") : "none" }, make("button", { type: "button", text: `${name}${i === by ? (this.down ? " ↓" : " ↑") : ""}`, click: () => this.sort(i) })));
    const name = facts ? 1 : 0;
    const body = list.slice(0, this.rows).map(([node, row]) =>
      make("tr", {}, ...row.map((value, i) => make("td", { class: i === name ? "name" : typeof value === "number" ? "number" : undefined, dir: typeof value === "string" ? "auto" : undefined }, i === name ? desk.go(node) : String(value)))));
    const kinds = (["facts", "entities"] as const).map((rows) => make("button", { type: "button", id: `rows-${rows}`, "aria-pressed": String(state.rows === rows), text: rows === "facts" ? "Events and states" : "Actors and things", click: () => this.switch(rows) }));
    const more = list.length > this.rows ? make("button", { type: "button", text: `Show ${Math.min(PAGE, list.length - this.rows)} more`, click: () => ((this.rows += PAGE), this.fill()) }) : null;
    const caption = make("caption", { class: "unseen", text: `${facts ? "Events and states" : "Actors and things"} that the filters let through` });
    this.element.replaceChildren(
      make("div", { class: "actions" }, ...kinds, soft(plural(list.length, "row"))),
      make("table", {}, caption, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body)),
      ...(more ? [make("p", {}, more)] : []),
    );
  }
  private switch(rows: "facts" | "entities"): void {
    [this.by, this.down, this.rows] = rows === "entities" ? [3, true, PAGE] : [0, false, PAGE];
    this.desk.store.set({ rows });
    document.getElementById(`rows-${rows}`)?.focus();
  }
  private sort(by: number): void {
    [this.down, this.by] = [by === this.by ? !this.down : false, by];
    this.fill();
    this.element.querySelectorAll<HTMLElement>("th button")[by]?.focus();
  }
}
