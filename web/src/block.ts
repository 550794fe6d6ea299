// The data block: what the page is given, column by column.

export interface Block {
  summary: { about: string[]; hops: number; only: string[] } & Record<"documents" | "publishers" | "entities" | "facts" | "claims", [number, number]>;
  words: { statuses: Record<string, string>; bases: Record<string, string>; plain: string[] };
  looks: [words: string, letter: string, colour: string, shape: string][];
  nodes: {
    entities: number;
    id: string[];
    label: string[];
    types: [name: string, words: string, group: string, family: string][];
    type: number[];
    look: number[];
    names: Record<string, string[]>;
    claims: number[];
    docs: number[];
    sources: number[];
    x: number[];
    y: number[];
    community: number[];
  };
  facts: {
    statuses: string[];
    status: number[];
    bases: (string | null)[];
    basis: number[];
    date: (string | null)[];
    start: (string | null)[];
    end: (string | null | 0)[];
    conflicts: Record<string, string[]>;
    word: Record<string, string>;
    quantity: Record<string, string>;
    belief: number[];
    bundle: number[];
  };
  edges: { source: number[]; target: number[]; roles: [role: string, label: string][]; role: number[]; n: number[] };
  passages: {
    claim: string[];
    fact: number[];
    quote: number[];
    start: number[];
    end: number[];
    origin: number[];
    speakers: string[];
    says: number[];
    hows: [evidential: string, polarity: string, certainty: string, realis: string, stance: Stance][];
    how: number[];
    confidence: number[];
    fillers: Record<string, number[]>;
  };
  origins: { id: string[]; title: string[]; uri: string[]; publisher: (string | null)[]; published: (string | null)[] };
  quotes: string[];
  start: Record<string, unknown>;
  opening: number[];
  starts: Record<"disputed" | "recent" | "connected", number | null>;
  communities: { size: number; top: number[] }[];
}
export type Stance = "affirms" | "denies" | "supposes";

export async function read(): Promise<Block> {
  const element = document.getElementById("model");
  const text = element?.textContent ?? "";
  return JSON.parse(element?.dataset.form === "gzip" ? await unpacked(text) : text) as Block;
}

async function unpacked(text: string): Promise<string> {
  const letters = atob(text.trim());
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
