// When things happened: bars over time, a stretch of them to be chosen by mouse, by keyboard or played.

import type { Desk } from "./desk";
import { byId, count, draw, make, plural } from "./dom";
import { DAY, dateOf, dayOf } from "./graph";
import { sieve } from "./sieve";

const HEIGHT = 46;
const STEPS: [days: number, name: string][] = [[1, "day"], [7, "week"], [30.44, "month"], [91.3, "quarter"], [365.25, "year"], [3652.5, "decade"]];
const BARS = 110;
const PLAY = 650;
const TICKS = [1, 3, 6, 12, 24, 60, 120, 600]; // months between marks
const MOST = 9; // marks

export class Histogram {
  private readonly chart = draw("svg", { class: "bars", preserveAspectRatio: "none", role: "img" });
  private readonly since = make("input", { type: "date", id: "since", "aria-label": "From" });
  private readonly until = make("input", { type: "date", id: "until", "aria-label": "To" });
  private readonly play = make("button", { type: "button", id: "play", class: "small", text: "▶ Play" });
  private readonly all = make("button", { type: "button", id: "alltime", class: "small", text: "All time" });
  private readonly line = make("span", { class: "soft", id: "timenote", role: "status" });
  private readonly years = make("div", { class: "years", "aria-hidden": "true" });
  private begin = 0;
  private end = 1;
  private timer = 0;

  constructor(
    private readonly element: HTMLElement,
    private readonly desk: Desk,
  ) {
    const { graph } = desk;
    if (!Number.isFinite(graph.firstDay)) {
      element.hidden = true;
      return;
    }
    [this.begin, this.end] = this.bounds();
    this.element.append(this.chart, this.years, make("div", { class: "timebar" }, this.play, this.since, "–", this.until, this.all, this.line));
    const typed = (): void => desk.store.set({ since: this.since.value || null, until: this.until.value || null });
    this.since.addEventListener("change", typed);
    this.until.addEventListener("change", typed);
    this.all.addEventListener("click", () => desk.store.set({ since: null, until: null }));
    this.play.addEventListener("click", () => (this.timer ? this.stop() : this.start()));
    this.brush();
    this.scale();
  }

  /** Where years begin, or months when there are few of those; no more than find room. */
  private scale(): void {
    const [first, last] = [new Date(this.begin * DAY), new Date(this.end * DAY)];
    const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
    const step = TICKS.find((n) => months / n <= MOST) ?? TICKS[TICKS.length - 1] * Math.ceil(months / TICKS[TICKS.length - 1] / MOST);
    const begin = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth() + 0.01) / step) * step;
    for (let month = begin; ; month += step) {
      const day = Date.UTC(Math.floor(month / 12), month % 12) / DAY;
      const along = (day - this.begin) / (this.end - this.begin);
      if (!(along < 0.97)) return;
      const mark = make("span", { text: dateOf(day).slice(0, step % 12 ? 7 : 4) });
      mark.style.left = `${along * 100}%`;
      this.years.append(mark);
    }
  }

  /** Without the few lonely days far before the rest, which would press everything else into one bar. */
  private bounds(): [number, number] {
    const { graph } = this.desk;
    const days = [...graph.from].filter((d) => !Number.isNaN(d)).sort((a, b) => a - b);
    const low = days[Math.floor(days.length * 0.04)];
    const wide = graph.lastDay - low;
    const first = wide * 3 < graph.lastDay - graph.firstDay ? low : graph.firstDay;
    return [first, Math.max(graph.lastDay, first + 1) + 1];
  }

  fill(): void {
    if (this.element.hidden) return;
    const { graph, state } = this.desk;
    const { shown } = state.since || state.until ? sieve(graph, state, { time: true }) : this.desk.sieved;
    const span = this.end - this.begin;
    const [size, name] = STEPS.find(([days]) => span / days <= BARS) ?? STEPS[STEPS.length - 1];
    const bars = new Array<number>(Math.ceil(span / size)).fill(0);
    let before = 0;
    let undated = 0;
    for (let f = graph.entities; f < graph.size; f++) {
      if (!shown[f]) continue;
      const day = graph.from[f - graph.entities];
      if (Number.isNaN(day)) undated++;
      else if (day < this.begin) before++;
      else bars[Math.min(Math.floor((day - this.begin) / size), bars.length - 1)]++;
    }
    const most = Math.max(1, ...bars);
    const [low, high] = [state.since ? dayOf(state.since) : -Infinity, state.until ? dayOf(state.until) : Infinity];
    this.chart.setAttribute("viewBox", `0 0 ${bars.length} ${HEIGHT}`);
    this.chart.setAttribute("aria-label", `Facts by ${name}, from ${dateOf(this.begin)} to ${dateOf(this.end - 1)}; at most ${most}`);
    this.chart.replaceChildren(
      ...bars.map((n, i) => {
        const day = this.begin + i * size;
        const tall = n === 0 ? 0 : Math.max((n / most) * (HEIGHT - 4), 2);
        const inside = day + size > low && day <= high;
        return draw("rect", { x: i + 0.08, width: 0.84, y: HEIGHT - tall, height: tall, class: inside ? "bar" : "bar out" }, draw("title", {}, `${dateOf(day)}, ${name}: ${n}`));
      }),
      ...(Number.isFinite(low) || Number.isFinite(high) ? [draw("rect", { class: "chosen", x: Math.max((low - this.begin) / size, 0), width: Math.max(Math.min((high + 1 - this.begin) / size, bars.length) - Math.max((low - this.begin) / size, 0), 0.4), y: 0, height: HEIGHT })] : []),
    );
    this.since.value = state.since ?? "";
    this.until.value = state.until ?? "";
    const timed = state.since !== null || state.until !== null;
    const left = timed ? undated : 0;
    this.line.textContent = [`by ${name}`, before && !timed ? `${count(before)} before ${dateOf(this.begin).slice(0, 4)}` : "", left ? `${plural(left, "fact")} without a date left out` : undated ? `${count(undated)} without a date` : ""].filter(Boolean).join(" · ");
  }

  private brush(): void {
    let from: number | null = null;
    const day = (event: PointerEvent): number => {
      const { left, width } = this.chart.getBoundingClientRect();
      return this.begin + Math.min(Math.max((event.clientX - left) / width, 0), 1) * (this.end - this.begin);
    };
    const choose = (a: number, b: number): void => this.desk.store.set({ since: dateOf(Math.floor(Math.min(a, b))), until: dateOf(Math.floor(Math.max(a, b))) });
    const chart = this.chart as unknown as HTMLElement;
    chart.addEventListener("pointerdown", (event) => {
      this.stop();
      from = day(event);
      chart.setPointerCapture(event.pointerId);
    });
    chart.addEventListener("pointermove", (event) => {
      if (from !== null && Math.abs(day(event) - from) * chart.getBoundingClientRect().width > 4 * (this.end - this.begin)) choose(from, day(event));
    });
    chart.addEventListener("pointerup", (event) => {
      const to = day(event);
      if (from !== null && Math.abs(to - from) * chart.getBoundingClientRect().width <= 4 * (this.end - this.begin)) this.desk.store.set({ since: null, until: null });
      from = null;
    });
  }
  private start(): void {
    const { state, graph } = this.desk;
    const span = this.end - this.begin;
    const wide = state.since && state.until ? Math.max(dayOf(state.until) - dayOf(state.since), 1) : Math.max(Math.round(span / 12), 1);
    let at = state.since && state.until ? dayOf(state.since) : this.begin;
    if (at + wide >= graph.lastDay) at = this.begin;
    this.play.textContent = "❚❚ Stop";
    const step = (): void => {
      if (at > graph.lastDay) return this.stop();
      this.desk.store.set({ since: dateOf(Math.floor(at)), until: dateOf(Math.floor(at + wide)) });
      at += Math.max(wide / 2, 1);
    };
    step();
    this.timer = window.setInterval(step, PLAY);
  }
  stop(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.play.textContent = "▶ Play";
  }
}
export const histogram = (desk: Desk): Histogram => new Histogram(byId("time"), desk);
