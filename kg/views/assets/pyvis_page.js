"use strict";
(() => {
  const block = JSON.parse(document.getElementById("model").textContent);
  const rows = (columns) => {
    const names = Object.keys(columns);
    return (columns[names[0]] ?? []).map((_, i) => Object.fromEntries(names.map((n) => [n, columns[n][i]])));
  };
  const nodes = rows(block.nodes);
  const links = rows(block.edges);
  const passages = rows(block.passages);
  const origins = rows(block.origins);
  const { quotes, statuses, bases, plain, summary } = block;
  const byId = new Map(nodes.map((n) => [n.id, n]));
  const grouped = (list, key) => {
    const found = new Map();
    for (const one of list) found.set(one[key], [...(found.get(one[key]) ?? []), one]);
    return found;
  };
  const rolesOf = grouped(links, "source");
  const partsOf = grouped(links, "target");
  const evidenceOf = grouped(passages, "fact");
  const facts = nodes.filter((n) => n.kind === "fact").sort(inTime);
  const actors = nodes.filter((n) => n.kind === "entity");
  const degree = (n) => new Set((partsOf.get(n.id) ?? []).map((e) => e.source)).size;
  const byDegree = [...actors].sort((a, b) => degree(b) - degree(a) || (a.label < b.label ? -1 : 1));

  function inTime(a, b) {
    const [x, y] = [a.date ?? "9999", b.date ?? "9999"];
    return x < y ? -1 : x > y ? 1 : a.label < b.label ? -1 : 1;
  }

  // All text of documents goes in as text, never as markup.
  function make(tag, { text, kind, ...attributes } = {}, ...inside) {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    if (text !== undefined) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside.filter((one) => one !== null && one !== undefined));
    return made;
  }
  const words = (text) => make("span", { text, kind: "text", dir: "auto" });
  const soft = (text) => make("span", { text, kind: "soft" });
  const plural = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

  // ---- the picture
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const ink = () => (dark.matches ? { text: "#e8e6e1", ground: "#15181d", edge: "#7d8796", soft: "#a3abb8" } : { text: "#1c1f24", ground: "#fbfaf8", edge: "#8d949e", soft: "#5a6270" });
  const place = document.getElementById("graph");
  const original = new Map(block.vis.nodes.map((n) => [n.id, n]));
  // vis scales labels with the picture, so that none can be read from afar: captions() draws them instead.
  const pictured = new vis.DataSet(block.vis.nodes.map(({ label: _, ...look }) => look));
  const drawn = new vis.DataSet(block.vis.edges);
  const network = new vis.Network(place, { nodes: pictured, edges: drawn }, block.vis.options);

  let selected = null;
  const off = { group: new Set(), status: new Set() };
  let shown = new Set(byId.keys());

  const hollow = (fact) => fact.status !== "asserted" && fact.status !== "disputed";

  // A fact and those who take part in it; an actor, its facts and those who take part in them.
  function around(id) {
    if (id === null) return new Set();
    const near = [...(rolesOf.get(id) ?? []).map((e) => e.target), ...(partsOf.get(id) ?? []).map((e) => e.source)];
    const beyond = byId.get(id).kind === "fact" ? [] : near.flatMap((one) => (rolesOf.get(one) ?? []).map((e) => e.target));
    return new Set([id, ...near, ...beyond]);
  }

  function paint() {
    const colours = ink();
    const near = around(selected);
    const solid = (id) => selected === null || near.has(id);
    pictured.update(
      nodes.map((n) => {
        const colour = { ...original.get(n.id).color };
        if (n.kind === "fact" && hollow(n)) colour.background = colours.ground;
        return { id: n.id, hidden: !shown.has(n.id), color: { ...colour, hover: colour, highlight: { ...colour, border: colours.text } }, opacity: solid(n.id) ? 1 : 0.35 };
      }),
    );
    drawn.update(
      block.vis.edges.map((e) => {
        const here = solid(e.from) && solid(e.to);
        const color = { color: colours.edge, highlight: colours.text, hover: colours.text, opacity: here ? 0.8 : 0.1 };
        return { id: e.id, color, hidden: !(shown.has(e.from) && shown.has(e.to)) };
      }),
    );
  }

  // Captions keep their size on the screen; the weightier come first, and one that would cover another is left out.
  const weight = (n) => (n.kind === "entity" ? degree(n) : n.status === "disputed" || n.conflicts.length ? 2.5 : 0.5);
  const byWeight = [...nodes].sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
  const pointed = { id: null };

  function captions(pen) {
    const colours = ink();
    const scale = network.getScale();
    const taken = [];
    const write = (text, x, y, size, style = "") => {
      pen.font = `${style} ${size / scale}px sans-serif`;
      const half = pen.measureText(text).width / 2 + 3 / scale;
      const box = [x - half, y, x + half, y + (size * 1.25) / scale];
      if (taken.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3])) return;
      taken.push(box);
      pen.strokeText(text, x, y);
      pen.fillText(text, x, y);
    };
    pen.textAlign = "center";
    pen.textBaseline = "top";
    pen.lineJoin = "round";
    pen.lineWidth = 3.5 / scale;
    pen.strokeStyle = colours.ground;
    pen.fillStyle = colours.text;
    const centre = pointed.id ?? selected;
    const near = around(centre);
    const first = byWeight.filter((n) => near.has(n.id)).sort((a, b) => (b.id === centre) - (a.id === centre));
    const at = network.getPositions([...shown]);
    const name = (n) => {
      if (!shown.has(n.id)) return;
      const size = n.kind === "fact" ? 10.5 : Math.min(11.5 + Math.sqrt(degree(n)), 17);
      const text = original.get(n.id).label.replaceAll("\n", " · ");
      write(text, at[n.id].x, at[n.id].y + original.get(n.id).size + 2 / scale, size, n.kind === "entity" && degree(n) > 3 ? "600" : "");
    };
    first.forEach(name);
    pen.fillStyle = colours.soft;
    for (const e of [...(rolesOf.get(centre) ?? []), ...(partsOf.get(centre) ?? [])]) {
      const [from, to] = [at[e.source], at[e.target]];
      const long = from && to ? Math.hypot(from.x - to.x, from.y - to.y) * scale : 0;
      if (long > 70) write(e.label, (from.x + to.x) / 2, (from.y + to.y) / 2 - 6 / scale, 10.5, "italic");
    }
    pen.fillStyle = colours.text;
    pen.globalAlpha = selected === null ? 1 : 0.3;
    byWeight.filter((n) => !near.has(n.id) && (scale >= 0.7 || weight(n) >= (selected === null ? 2 : 3))).forEach(name);
  }

  function sieve() {
    const kept = new Set(facts.filter((f) => !off.group.has(f.group) && !off.status.has(f.status)).map((f) => f.id));
    for (const a of actors) {
      const held = partsOf.get(a.id) ?? [];
      if (!off.group.has(a.group) && (held.length === 0 || held.some((e) => kept.has(e.source)))) kept.add(a.id);
    }
    shown = kept;
    if (selected !== null && !shown.has(selected)) select(null);
    else paint();
  }

  function select(id, { look = false, focus = false } = {}) {
    if (id !== null && !byId.has(id)) return;
    if (id !== null && !shown.has(id)) {
      for (const set of Object.values(off)) set.clear();
      for (const box of document.querySelectorAll("#legend input")) box.checked = true;
      shown = new Set(byId.keys());
    }
    selected = id;
    place.className = "quiet"; // what the tooltip says stands in the panel now, and it would cover the neighbours
    network.unselectAll();
    if (id !== null) network.selectNodes([id]);
    paint();
    if (id !== null && look) network.moveTo({ position: network.getPosition(id), scale: Math.max(network.getScale(), 0.9) });
    const address = id === null ? "" : `#${id}`;
    if (location.hash !== address) history.pushState(null, "", address || location.pathname + location.search);
    fill();
    if (focus) panel.focus();
  }

  // ---- the panel
  const panel = document.getElementById("panel");

  function go(id, { note = "", text } = {}) {
    const n = byId.get(id);
    const button = make("button", { type: "button", kind: "go" }, words(text ?? n.label), note ? soft(` ${note}`) : null);
    button.addEventListener("click", () => select(id, { look: true, focus: true }));
    return button;
  }
  const line = (button) => make("li", {}, button);
  const noteOf = (f) => [f.date ?? "no date", f.status === "asserted" ? "" : f.status, f.conflicts.length ? "sources differ" : ""].filter(Boolean).join(" · ");
  const factLine = (f, role) => line(go(f.id, { note: [noteOf(f), role ? `as ${role}` : ""].filter(Boolean).join(" · ") }));

  function fold(title, lines, open) {
    const made = make("details", {}, make("summary", { text: title }), make("ul", {}, ...lines));
    made.open = open;
    return made;
  }

  function opening() {
    const odd = facts.filter((f) => f.status === "disputed" || f.status === "denied" || f.conflicts.length);
    const hint = "Click a circle (actor) or a square (event) to read what was said, by whom and where. Filled squares are stated as fact; hollow ones are not; an orange rim says that sources differ.";
    if (nodes.length === 0) return [make("h2", { text: "Nothing to show" }), make("p", { text: "There are no facts in this graph yet." })];
    return [
      make("h2", { text: "Start here" }),
      make("p", { text: hint, kind: "soft" }),
      make("h3", { text: "Most connected" }),
      make("ul", {}, ...byDegree.slice(0, 8).map((a) => line(go(a.id, { note: `${a.type_words} · ${plural(degree(a), "fact")}` })))),
      ...(odd.length ? [make("h3", { text: "Where sources differ or deny" }), make("ul", {}, ...odd.slice(0, 12).map((f) => factLine(f)))] : []),
      make("h3", { text: "Everything" }),
      fold(`${plural(actors.length, "entity", "entities")}, most connected first`, byDegree.map((a) => line(go(a.id, { note: a.type_words }))), false),
      fold(`${plural(facts.length, "fact")} in time order`, facts.map((f) => factLine(f)), false),
    ];
  }

  function actorPage(n) {
    const held = grouped(partsOf.get(n.id) ?? [], "source");
    const list = facts.filter((f) => held.has(f.id));
    return [
      make("h2", {}, words(n.label)),
      make("p", { text: n.type_words, kind: "soft" }),
      n.names.length ? make("p", {}, soft("also: "), words(n.names.join(" · "))) : null,
      make("p", { kind: "soft", text: `${plural(n.n_claims, "claim")} · mentioned in ${plural(n.n_docs, "document")} by ${plural(n.n_sources, "publisher")}` }),
      make("h3", { text: `${plural(list.length, "fact")} in time order` }),
      make("ul", {}, ...list.map((f) => factLine(f, held.get(f.id).map((e) => e.label).join(", ")))),
    ];
  }

  function quoted(p) {
    const letters = [...quotes[p.quote]];
    const part = (from, to) => letters.slice(from, to).join("");
    const quote = make("blockquote", { dir: "auto" }, part(0, p.start));
    if (p.end > p.start) quote.append(make("mark", { text: part(p.start, p.end) }));
    quote.append(part(Math.max(p.start, p.end)));
    return quote;
  }

  function documentOf(p) {
    const o = origins[p.origin];
    const title = /^https?:\/\//i.test(o.uri)
      ? make("a", { text: o.title, href: o.uri, rel: "noopener noreferrer", target: "_blank", kind: "text", dir: "auto" })
      : words(o.title);
    return make("div", {}, title, ` — ${[o.publisher ?? "publisher not named", o.published ?? "no date"].join(", ")}`, o.title === o.uri ? null : make("div", {}, words(o.uri)));
  }

  function passage(p) {
    const how = [p.evidential, p.polarity, p.certainty, p.realis].flatMap((word) => [" · ", plain.includes(word) ? word : make("b", { text: word })]);
    return make("figure", {}, quoted(p), make("figcaption", {}, make("div", {}, make("strong", { text: p.says, kind: "text", dir: "auto" }), ...how), documentOf(p)));
  }

  function factPage(n) {
    const roles = [...grouped(rolesOf.get(n.id) ?? [], "label")];
    const within = partsOf.get(n.id) ?? [];
    const claims = evidenceOf.get(n.id) ?? [];
    const kind = n.group_words === n.type_words ? n.type_words : `${n.type_words} (${n.group_words})`;
    const table = make("table", {}, ...roles.map(([role, edges]) => make("tr", {}, make("th", { text: role, scope: "row" }), make("td", {}, ...edges.map((e) => go(e.target, { note: e.n > 1 ? `${e.n} claims` : "" }))))));
    return [
      make("h2", {}, words(n.label)),
      make("p", { text: kind, kind: "soft" }),
      make("p", {}, make("span", { text: n.status, kind: ["asserted", "attributed"].includes(n.status) ? "badge" : "badge warn" }), ` ${statuses[n.status] ?? ""}`),
      n.conflicts.length ? make("p", {}, make("span", { text: "sources differ", kind: "badge warn" }), ` on the ${n.conflicts.join(" and the ")}: more are named than can be right`) : null,
      make("p", {}, n.date ?? "no date given", n.time_basis ? soft(`, ${bases[n.time_basis] ?? n.time_basis}${interval(n)}`) : null),
      roles.length ? make("h3", { text: "Who and what" }) : null,
      roles.length ? table : null,
      within.length ? make("h3", { text: "Part of" }) : null,
      within.length ? make("ul", {}, ...within.map((e) => line(go(e.source, { note: `as ${e.label}` })))) : null,
      make("h3", { text: `${plural(n.n_claims, "claim")} in ${plural(n.n_docs, "document")} from ${plural(n.n_sources, "independent source")}` }),
      ...claims.map(passage),
    ];
  }
  const interval = (n) => (n.time_start && n.time_end && n.time_start !== n.time_end ? ` (${n.time_start} to ${n.time_end})` : "");

  function fill() {
    const n = selected === null ? null : byId.get(selected);
    const page = n === null ? opening() : n.kind === "fact" ? factPage(n) : actorPage(n);
    if (n !== null) {
      const back = make("button", { type: "button", kind: "go", text: "← Start" });
      back.addEventListener("click", () => select(null, { focus: true }));
      page.unshift(back);
    }
    panel.replaceChildren(...page.filter((one) => one !== null));
    panel.scrollTop = 0;
  }

  // ---- search
  const search = document.getElementById("search");
  const hits = document.getElementById("hits");
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const index = [...byDegree, ...facts].map((n) => ({ n, keys: [n.label, ...n.names].map((name) => [folded(name), name]) }));

  function find() {
    const wanted = folded(search.value.trim());
    const rank = (keys) => Math.min(...keys.map(([key]) => (key === wanted ? 0 : key.startsWith(wanted) ? 1 : key.includes(wanted) ? 2 : 9)));
    const found = wanted === "" ? [] : index.map((one) => ({ ...one, rank: rank(one.keys) })).filter((one) => one.rank < 9);
    found.sort((a, b) => a.rank - b.rank);
    const lines = found.slice(0, 30).map(({ n, keys }) => {
      const alias = keys[0][0].includes(wanted) ? "" : keys.find(([key]) => key.includes(wanted))[1];
      return line(go(n.id, { note: [alias && `“${alias}”`, n.kind === "fact" ? noteOf(n) : n.type_words].filter(Boolean).join(" · ") }));
    });
    if (found.length > 30) lines.push(make("li", { kind: "soft", text: `and ${found.length - 30} more` }));
    if (wanted !== "" && found.length === 0) lines.push(make("li", { kind: "soft", text: "nothing of that name is shown" }));
    hits.replaceChildren(...lines);
  }
  search.addEventListener("input", find);
  document.addEventListener("keydown", (event) => {
    const buttons = [...hits.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "/" && !(document.activeElement instanceof HTMLInputElement)) search.focus();
    else if (event.key === "Escape" && (document.activeElement === search || at >= 0)) { search.value = ""; find(); search.focus(); }
    else if (event.key === "Escape") select(null);
    else if (event.key === "ArrowDown" && (document.activeElement === search || at >= 0)) buttons[Math.min(at + 1, buttons.length - 1)]?.focus();
    else if (event.key === "ArrowUp" && at >= 0) (buttons[at - 1] ?? search).focus();
    else if (event.key === "Enter" && document.activeElement === search) buttons[0]?.click();
    else return;
    event.preventDefault();
  });

  // ---- legend
  const LISTED = 11;

  function sign(shape, { fill, stroke, dashes, width }) {
    const make = (tag, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      return made;
    };
    const svg = make("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" });
    const look = { fill, stroke, "stroke-width": width, ...(dashes ? { "stroke-dasharray": dashes.join(" ") } : {}) };
    if (shape === "dot") svg.append(make("circle", { cx: 8, cy: 8, r: 6, ...look }));
    else if (shape === "diamond") svg.append(make("path", { d: "M8 1L15 8L8 15L1 8Z", ...look }));
    else svg.append(make("rect", { x: 3, y: 3, width: 10, height: 10, ...look }));
    return svg;
  }

  function toggles(title, list, key, label, look) {
    const found = [...grouped(list, key)].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    if (found.length === 0) return [];
    const lines = found.map(([value, members]) => {
      const box = make("input", { type: "checkbox" });
      box.checked = true;
      box.addEventListener("change", () => { off[key][box.checked ? "delete" : "add"](value); sieve(); });
      return make("li", {}, make("label", { kind: "key" }, box, look(members[0]), words(label(members[0])), make("span", { text: members.length.toLocaleString("en"), kind: "count" })));
    });
    const rest = lines.slice(LISTED + 1);
    return [
      make("h3", { text: title }),
      make("ul", {}, ...lines.slice(0, rest.length ? LISTED : LISTED + 1)),
      rest.length ? fold(`${lines.length - LISTED} more`, lines.slice(LISTED), false) : null,
    ].filter((one) => one !== null);
  }

  function legend() {
    const art = (n) => original.get(n.id);
    const filled = (n) => sign(art(n).shape, { fill: art(n).color.background, stroke: "none", width: 0 });
    const marked = (n) => {
      const dashes = art(n).shapeProperties.borderDashes;
      return sign("square", { fill: hollow(n) ? "none" : "currentColor", "fill-opacity": 0.35, stroke: n.status === "disputed" ? art(n).color.border : "currentColor", width: 2, dashes: dashes || null });
    };
    document.getElementById("legend").replaceChildren(
      ...toggles("Status of events", facts, "status", (n) => n.status, marked),
      ...toggles("Actors and things", actors, "group", (n) => n.group_words, filled),
      ...toggles("Events and states", facts, "group", (n) => n.group_words, filled),
    );
  }

  // ---- start
  document.getElementById("summary").textContent = summary;
  document.getElementById("all").addEventListener("click", () => { select(null); fit(); });
  document.getElementById("physics").addEventListener("change", (event) => network.setOptions({ physics: { enabled: event.target.checked } }));
  const fit = () => network.fit({ nodes: [...shown], animation: false, maxZoomLevel: 1.4 });
  network.on("click", ({ nodes: [id], edges: [edge] }) => select(id ?? (edge === undefined ? null : drawn.get(edge).from)));
  network.on("hoverNode", ({ node }) => { pointed.id = node; place.className = node === selected ? "quiet" : ""; network.redraw(); });
  network.on("blurNode", () => { pointed.id = null; network.redraw(); });
  network.on("afterDrawing", captions);
  dark.addEventListener("change", paint);
  addEventListener("popstate", () => select(byId.has(location.hash.slice(1)) ? location.hash.slice(1) : null, { look: true }));

  Object.defineProperty(window, "kgView", {
    value: Object.freeze({
      state() {
        const { left, top } = place.getBoundingClientRect();
        const at = network.getPositions([...shown]);
        const positions = Object.fromEntries(Object.entries(at).map(([id, point]) => {
          const { x, y } = network.canvasToDOM(point);
          return [id, { x: x + left, y: y + top }];
        }));
        return { nodes: nodes.length, edges: links.length, shown: shown.size, selected, positions };
      },
    }),
  });
  legend();
  paint();
  fit();
  if (byId.has(location.hash.slice(1))) select(location.hash.slice(1), { look: true });
  else fill();
})();
