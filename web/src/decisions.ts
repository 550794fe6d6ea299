// What a person decides while reading: two names are one, a claim is wrong. Kept in the page, taken along as a file.

import type { Desk } from "./desk";
import { make, oneLine, plural, soft, words } from "./dom";
import { save } from "./files";
import { picker } from "./search";

export interface Decision {
  kind: "decision";
  action: "same" | "reject";
  on: string[];
  note: string;
}

export class Decisions {
  private readonly taken: Decision[] = [];
  private saved = 0;
  readonly fold = make("details", { class: "menu", id: "decided", hidden: true });
  constructor(
    private readonly desk: Desk,
    private readonly changed: () => void,
  ) {
    addEventListener("beforeunload", (event) => {
      if (this.taken.length > this.saved) event.preventDefault();
    });
  }
  get all(): readonly Decision[] {
    return this.taken;
  }
  private add(decision: Decision): void {
    if (!this.taken.some((d) => d.action === decision.action && d.on.join() === decision.on.join())) this.taken.push(decision);
    this.fill();
    this.changed();
  }
  private fill(): void {
    const { fold } = this;
    fold.hidden = this.taken.length === 0;
    const lines = this.taken.map((one, i) => {
      const note = make("input", { type: "text", value: one.note, "aria-label": "Why", placeholder: "why (optional)", change: () => (one.note = oneLine(note.value)) });
      const drop = make("button", { type: "button", class: "small", text: "Take back", click: () => (this.taken.splice(i, 1), this.fill()) });
      return make("li", {}, make("div", {}, words(this.said(one))), note, drop);
    });
    const load = make("button", { type: "button", class: "small", id: "savedecisions", text: "Save decisions.jsonl", click: () => this.save() });
    fold.replaceChildren(
      make("summary", { text: plural(this.taken.length, "decision") }),
      make("div", { class: "sheet" }, make("ul", {}, ...lines), load, make("p", {}, soft("Put them into the graph: kg decisions --import decisions.jsonl"))),
    );
  }
  private said(one: Decision): string {
    const { graph } = this.desk;
    const name = (id: string): string => graph.label(graph.index.get(id) ?? 0);
    return one.action === "same" ? `${one.on.map(name).join(" and ")} are one` : `wrong: ${this.quote(one.on[0])}`;
  }
  private quote(claim: string): string {
    const { passages, quotes } = this.desk.graph.block;
    const text = quotes[passages.quote[passages.claim.indexOf(claim)]];
    return `“${text.length > 90 ? `${text.slice(0, 89)}…` : text}”`;
  }
  private save(): void {
    save("decisions.jsonl", "application/x-ndjson", this.taken.map((one) => `${JSON.stringify(one)}\n`).join(""));
    this.saved = this.taken.length;
  }
  sameForm(node: number): HTMLElement {
    const { graph } = this.desk;
    return make(
      "details",
      { class: "form", "data-form": "same" },
      make("summary", { text: "This is the same as another…" }),
      picker(this.desk, "It is also", (other) => {
        if (other !== node) this.add({ kind: "decision", action: "same", on: [graph.id(node), graph.id(other)].sort(), note: "" });
      }),
    );
  }
  wrongButton(claim: string): HTMLElement {
    const has = this.taken.some((d) => d.action === "reject" && d.on[0] === claim);
    const button = make("button", {
      type: "button", class: "quiet", text: has ? "marked as wrong" : "This is wrong", "aria-pressed": String(has),
      click: () => {
        this.add({ kind: "decision", action: "reject", on: [claim], note: "" });
        button.textContent = "marked as wrong";
        button.setAttribute("aria-pressed", "true");
      },
    });
    return button;
  }
}
