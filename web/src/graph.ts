// The graph in memory: nodes are numbers (entities first, then facts), links between them are looked up in flat arrays.

import type { Block, Stance } from "./block";

export const DOERS = new Set(["agent", "subject"]);
export const DAY = 86_400_000;

/** Members of each of `size` groups, as one array cut into stretches. */
class Lists {
  private readonly begin: Int32Array;
  private readonly members: Int32Array;
  constructor(size: number, group: ArrayLike<number>) {
    this.begin = new Int32Array(size + 1);
    for (let i = 0; i < group.length; i++) this.begin[group[i] + 1]++;
    for (let i = 0; i < size; i++) this.begin[i + 1] += this.begin[i];
    const next = this.begin.slice();
    this.members = new Int32Array(group.length);
    for (let i = 0; i < group.length; i++) this.members[next[group[i]]++] = i;
  }
  of(one: number): Int32Array {
    return this.members.subarray(this.begin[one], this.begin[one + 1]);
  }
}

export interface Passage {
  index: number;
  claim: string;
  quote: string;
  start: number;
  end: number;
  origin: number;
  says: string;
  how: [string, string, string, string, Stance];
  confidence: number;
  fillers: number[];
}

export class Graph {
  readonly size: number;
  readonly entities: number;
  readonly index: Map<string, number>;
  readonly degree: Int32Array;
  readonly most: number; // facts of the most connected entity
  readonly publishers: string[];
  readonly publisherOf: Int32Array; // of each origin
  readonly from: Float64Array; // first and last day of each fact, NaN when it has no date
  readonly until: Float64Array;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly confidence: Float32Array; // the best of each fact's claims
  private connected: number[] | null = null;
  private odd: number[] | null = null;
  private readonly roles: Lists;
  private readonly parts: Lists;
  private readonly evidence: Lists;
  private readonly parallel: Lists;

  constructor(readonly block: Block) {
    const { nodes, facts, edges, passages, origins } = block;
    this.size = nodes.id.length;
    this.entities = nodes.entities;
    this.index = new Map(nodes.id.map((id, i) => [id, i]));
    this.roles = new Lists(this.size, edges.source);
    this.parts = new Lists(this.size, edges.target);
    this.evidence = new Lists(this.size, passages.fact);
    this.parallel = new Lists(this.size, facts.bundle);
    this.degree = new Int32Array(this.size);
    for (const target of edges.target) this.degree[target]++;
    this.most = this.degree.subarray(0, this.entities).reduce((a, b) => Math.max(a, b), 1);
    this.publishers = [...new Set(origins.publisher.map((name, i) => name ?? origins.uri[i]))].sort();
    const place = new Map(this.publishers.map((name, i) => [name, i]));
    this.publisherOf = Int32Array.from(origins.publisher, (name, i) => place.get(name ?? origins.uri[i]) as number);
    const day = (text: string | null): number => (text ? Date.parse(text.slice(0, 10)) / DAY : NaN);
    this.from = Float64Array.from(facts.start, day);
    this.until = Float64Array.from(facts.end, (end, i) => (end === 0 ? this.from[i] : day(end)));
    let [first, last] = [Infinity, -Infinity];
    for (let i = 0; i < this.from.length; i++) {
      if (Number.isNaN(this.from[i])) this.from[i] = this.until[i];
      if (Number.isNaN(this.until[i])) this.until[i] = this.from[i];
      if (this.from[i] < first) first = this.from[i];
      if (this.until[i] > last) last = this.until[i];
    }
    [this.firstDay, this.lastDay] = [first, last];
    this.confidence = new Float32Array(this.size - this.entities);
    passages.fact.forEach((fact, i) => {
      const at = fact - this.entities;
      this.confidence[at] = Math.max(this.confidence[at], passages.confidence[i]);
    });
  }

  isFact(node: number): boolean {
    return node >= this.entities;
  }
  id(node: number): string {
    return this.block.nodes.id[node];
  }
  label(node: number): string {
    return this.block.nodes.label[node];
  }
  names(node: number): string[] {
    return this.block.nodes.names[node] ?? [];
  }
  typeName(node: number): string {
    return this.block.nodes.types[this.block.nodes.type[node]][0];
  }
  typeWords(node: number): string {
    return this.block.nodes.types[this.block.nodes.type[node]][1];
  }
  /** What to call an event in the picture; one of the open class by the word that names it. */
  caption(fact: number): string {
    return this.block.facts.word[fact - this.entities] ?? this.typeWords(fact);
  }
  isActor(node: number): boolean {
    return this.block.nodes.types[this.block.nodes.type[node]][3] === "Actor";
  }
  look(node: number): Block["looks"][number] {
    return this.block.looks[this.block.nodes.look[node]];
  }
  status(fact: number): string {
    const { statuses, status } = this.block.facts;
    return statuses[status[fact - this.entities]];
  }
  date(fact: number): string | null {
    return this.block.facts.date[fact - this.entities];
  }
  conflicts(fact: number): string[] {
    return this.block.facts.conflicts[fact - this.entities] ?? [];
  }
  isOdd(fact: number): boolean {
    return this.status(fact) === "disputed" || this.conflicts(fact).length > 0;
  }
  /** Entities, the one in most facts first. */
  get byDegree(): number[] {
    return (this.connected ??= Array.from({ length: this.entities }, (_, i) => i).sort((a, b) => this.degree[b] - this.degree[a] || a - b));
  }
  /** What sources do not agree on, that with most claims first. */
  get odds(): number[] {
    if (this.odd) return this.odd;
    const found: number[] = [];
    for (let f = this.entities; f < this.size; f++) if (this.isOdd(f)) found.push(f);
    return (this.odd = found.sort((a, b) => this.block.nodes.claims[b] - this.block.nodes.claims[a] || this.inTime(a, b)));
  }
  bundle(fact: number): number {
    return this.block.facts.bundle[fact - this.entities];
  }
  /** Facts of the same type whose roles are filled alike, this one among them. */
  alike(fact: number): number[] {
    return Array.from(this.parallel.of(this.bundle(fact)), (i) => i + this.entities);
  }
  /** Edges from a fact to what fills its roles. */
  rolesOf(fact: number): Int32Array {
    return this.roles.of(fact);
  }
  /** Edges from facts in which a node fills a role. */
  partsOf(node: number): Int32Array {
    return this.parts.of(node);
  }
  role(edge: number): [role: string, label: string] {
    return this.block.edges.roles[this.block.edges.role[edge]];
  }
  source(edge: number): number {
    return this.block.edges.source[edge];
  }
  target(edge: number): number {
    return this.block.edges.target[edge];
  }
  /** The facts a node takes part in, in time order, each once. */
  factsOf(node: number): number[] {
    return [...new Set(Array.from(this.partsOf(node), (e) => this.source(e)))].sort(this.inTime);
  }
  neighbours(node: number): number[] {
    return [...Array.from(this.rolesOf(node), (e) => this.target(e)), ...Array.from(this.partsOf(node), (e) => this.source(e))];
  }
  readonly inTime = (a: number, b: number): number => {
    const [x, y] = [this.date(a) ?? "9999", this.date(b) ?? "9999"];
    return x < y ? -1 : x > y ? 1 : a - b;
  };
  passageNumbers(fact: number): Int32Array {
    return this.evidence.of(fact);
  }
  passages(fact: number): Passage[] {
    return Array.from(this.evidence.of(fact), (i) => this.passage(i));
  }
  passage(i: number): Passage {
    const p = this.block.passages;
    return {
      index: i,
      claim: p.claim[i],
      quote: this.block.quotes[p.quote[i]],
      start: p.start[i],
      end: p.end[i],
      origin: p.origin[i],
      says: p.speakers[p.says[i]],
      how: p.hows[p.how[i]],
      confidence: p.confidence[i],
      fillers: p.fillers[i] ?? [],
    };
  }
  /** Those who do and those to whom it is done: entities among the fillers of a fact, also of facts inside it. */
  sides(fact: number): { doers: number[]; others: number[] } {
    const doers: number[] = [];
    const others: number[] = [];
    const inner: number[] = [];
    for (const edge of this.rolesOf(fact)) {
      const target = this.target(edge);
      if (this.isFact(target)) inner.push(target);
      else (DOERS.has(this.role(edge)[0]) ? doers : others).push(target);
    }
    if (others.length === 0)
      for (const one of inner) for (const edge of this.rolesOf(one)) if (!this.isFact(this.target(edge)) && !doers.includes(this.target(edge))) others.push(this.target(edge));
    return { doers, others };
  }
}

export const dayOf = (text: string): number => Date.parse(text) / DAY;
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
