"use strict";

// The charts of the page: Observable Plot draws them, and each bar is a button that filters.
// It is given the words (t, say, number, label), elements (make), the data, and the choice (select, chosen, toggle).
// Answers `draw`, once for each language, and `redraw`, for each choice.

function makeCharts({ place, make, t, say, number, label, data, select, chosen, toggle }) {
  const { at, count, dimensions } = data;
  const TOP = 10; // bars of a chart
  const colours = ["var(--accent)", "var(--accent-2)", "var(--accent-3)"];
  const charts = [
    { id: "timeline", title: "Over time", dimension: "year", draw: timeline, wide: true },
    { id: "countries", title: "Partner countries", dimension: "country", draw: bars },
    { id: "cities", title: "Partner cities", dimension: "city", draw: bars },
    { id: "people", title: "People most met", dimension: "person", draw: bars },
    { id: "types", title: "Types of contact", dimension: "type", draw: bars },
    { id: "sectors", title: "Sectors", dimension: "sector", draw: bars,
      split: { terms: "salience", keys: ["core", "mentioned"], rest: "mentioned" } },
    { id: "agreements", title: "Agreements", dimension: "agreement", draw: bars,
      split: { terms: "status", keys: ["signed_now", "in_force", "proposed"] } },
  ];

  function draw() {
    place.replaceChildren(...charts.map((chart) => {
      const body = make("div", { class: "body" });
      const hint = make("p", { class: "hint" });
      const figure = make("figure", { class: chart.wide ? "chart wide" : "chart", id: chart.id, "aria-label": t(chart.title) }, make("h2", {}, t(chart.title)), hint, body);
      Object.assign(chart, { body, hint });
      return figure;
    }));
  }

  function redraw() {
    const widths = charts.map((chart) => Math.max(240, chart.body.clientWidth)); // all at once: each change lays out anew
    charts.forEach((chart, i) => {
      chart.hint.textContent = "";
      chart.body.replaceChildren(...chart.draw(chart, select(chart.dimension), widths[i]).filter(Boolean));
    });
  }

  function timeline(chart, list, width) {
    const years = [...count(list, "year")].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    const undated = list.filter((row) => !row[at.year]).length;
    if (undated) chart.hint.textContent = say("without a year: {n}", { n: number(undated) });
    if (!years.length) return [nothing()];
    const [first, last] = [+years[0][0], +years[years.length - 1][0]];
    const counts = new Map(years);
    const bars = d3.range(first, last + 1).map((y) => ({ key: String(y), n: counts.get(String(y)) || 0 }));
    const every = Math.ceil((bars.length * 44) / width);
    const plot = Plot.plot({
      width, height: 190, marginLeft: 34, marginRight: 4, marginBottom: 26, marginTop: 18,
      style: { fontSize: "13px" }, ariaLabel: t(chart.title),
      x: { type: "band", domain: bars.map((d) => d.key), label: null, padding: bars.length > 30 ? 0.12 : 0.25, ticks: bars.map((d) => d.key).filter((_, i) => i % every === 0), tickSize: 0 },
      y: { label: null, grid: true, ticks: Math.min(4, Math.max(...bars.map((d) => d.n))), tickFormat: (n) => (Number.isInteger(n) ? number(n) : ""), tickSize: 0 },
      marks: [
        Plot.barY(bars, { x: "key", y: "n", fill: colours[0], rx: 2, ariaLabel: (d) => `${d.key}: ${number(d.n)}` }),
        bars.length <= 24 ? Plot.text(bars, { x: "key", y: "n", text: (d) => (d.n ? number(d.n) : ""), dy: -8 }) : null,
        Plot.ruleY([0], { stroke: "var(--line)" }),
      ],
    });
    press(plot, chart, bars);
    return [plot];
  }

  function bars(chart, list, width) {
    const { say: name } = dimensions[chart.dimension];
    const ranked = count(list, chart.dimension);
    let top = ranked.slice(0, TOP);
    const held = chosen(chart.dimension);
    if (held && !top.some(([key]) => key === held)) top = [...top, ...ranked.filter(([key]) => key === held)];
    if (ranked.length > top.length) chart.hint.textContent = say("first {n} of {all}", { n: number(top.length), all: number(ranked.length) });
    if (!top.length) return [nothing()];
    const parted = chart.split ? parts(chart, list, top) : top.map(([key, n]) => ({ key, n }));
    const margin = Math.round(Math.min(210, width * 0.48, 14 + Math.max(...top.map(([key]) => measure(name(key))))));
    const totals = top.map(([key, n]) => ({ key, n }));
    const plot = Plot.plot({
      width, height: top.length * 27 + 8, marginLeft: margin, marginRight: 44, marginTop: 4, marginBottom: 4,
      style: { fontSize: "13px" }, ariaLabel: t(chart.title),
      x: { axis: null, domain: [0, Math.max(...totals.map((d) => d.n))] },
      y: { domain: top.map(([key]) => key), axis: null, padding: 0.28 },
      color: chart.split ? { domain: chart.split.keys, range: colours } : {},
      marks: [
        Plot.axisY({ tickFormat: name, label: null, tickSize: 0, lineWidth: margin / 13.6, textOverflow: "ellipsis-end" }),
        Plot.barX(parted, Plot.stackX({ x: "n", y: "key", order: chart.split?.keys, z: chart.split ? "part" : null, fill: chart.split ? "part" : colours[0], rx: chart.split ? 0 : 2,
          stroke: chart.split ? colours[0] : null, strokeWidth: 1, insetTop: 0.5, insetBottom: 0.5,
          ariaLabel: (d) => `${name(d.key)}${d.part ? `, ${label(chart.split.terms, d.part)}` : ""}: ${number(d.n)}`,
          title: (d) => `${name(d.key)}${d.part ? `, ${label(chart.split.terms, d.part)}` : ""}: ${number(d.n)}` })),
        Plot.text(totals, { x: "n", y: "key", text: (d) => number(d.n), textAnchor: "start", dx: 6, fontVariant: "tabular-nums" }),
      ],
    });
    press(plot, chart, parted);
    if (chart.split) chart.hint.replaceChildren(...legend(chart.split));
    return [plot];
  }

  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  const measure = (text) => pen.measureText(text).width;

  function parts({ dimension, split: { terms, keys, rest } }, list, top) {
    const n = data.countParts(list, dimension, terms);
    return top.flatMap(([key]) => keys.map((part) => ({ key, part, n: n(key, part) + (part === rest ? n(key, "") : 0) })).filter((d) => d.n));
  }

  const nothing = () => make("p", { class: "none" }, t("Nothing here in this selection."));
  const legend = ({ terms, keys }) => keys.map((key, i) => make("span", { class: "legend" }, make("i", { style: `background:${colours[i]}` }), label(terms, key)));

  // Bars can be pressed; the arrow keys move between them, so that a chart is one stop of the tab key

  function press(plot, chart, bars) {
    const held = chosen(chart.dimension);
    const rects = [...plot.querySelectorAll("g[aria-label=bar] rect")];
    rects.forEach((rect, i) => {
      const key = bars[rect.__data__].key;
      rect.setAttribute("role", "button");
      rect.setAttribute("tabindex", i === 0 ? "0" : "-1");
      rect.setAttribute("aria-pressed", String(held === key));
      if (held !== undefined && held !== key) rect.classList.add("faded");
      rect.dataset.key = key;
      rect.addEventListener("click", () => choose(chart, key));
      rect.addEventListener("keydown", (event) => {
        const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
        if (step && rects[i + step]) { event.preventDefault(); rects[i + step].focus(); }
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(chart, key); }
      });
    });
  }

  function choose(chart, key) {
    toggle(chart.dimension, key);
    const again = [...chart.body.querySelectorAll("[role=button]")].find((rect) => rect.dataset.key === key);
    again?.focus({ preventScroll: true });
  }

  return { draw, redraw };
}
