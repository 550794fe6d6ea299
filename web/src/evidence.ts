// One claim as people read it: the quote with its trigger marked, who says so and how, and where it stands.

import { type Desk } from "./desk";
import { type Child, make, words } from "./dom";
import type { Passage } from "./graph";

export function quoted(passage: Passage): HTMLElement {
  const letters = [...passage.quote];
  const part = (from: number, to?: number): string => letters.slice(from, to).join("");
  const quote = make("blockquote", { dir: "auto" }, part(0, passage.start));
  if (passage.end > passage.start) quote.append(make("mark", { text: part(passage.start, passage.end) }));
  quote.append(part(Math.max(passage.start, passage.end)));
  return quote;
}

/** The document of a passage, as a link where its address is one of the web. */
export function source(desk: Desk, origin: number): HTMLElement {
  const { title, uri, publisher, published } = desk.graph.block.origins;
  const name = /^https?:\/\//i.test(uri[origin])
    ? make("a", { text: title[origin], href: uri[origin], rel: "noopener noreferrer", target: "_blank", class: "text", dir: "auto" })
    : words(title[origin]);
  const where = ` — ${publisher[origin] ?? "publisher not named"}, ${published[origin] ?? "no date"}`;
  return make("div", { class: "source" }, name, words(where), title[origin] === uri[origin] ? null : make("div", { class: "address" }, words(uri[origin])));
}

export function figure(desk: Desk, passage: Passage, ...more: Child[]): HTMLElement {
  const plain = desk.graph.block.words.plain;
  const [evidential, polarity, certainty, realis] = passage.how;
  const how = [evidential, polarity, certainty, realis].flatMap((word) => [" · ", plain.includes(word) ? word : make("b", { text: word })]);
  const speaker = make("strong", { text: passage.says, class: "text", dir: "auto" });
  return make("figure", { "data-claim": passage.claim }, quoted(passage), make("figcaption", {}, make("div", {}, speaker, ...how), source(desk, passage.origin), ...more));
}
