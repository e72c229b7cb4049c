"use strict";
(async () => {
  const $ = (id) => document.getElementById(id);

  const meta = JSON.parse($("meta").textContent);
  const data = makeData(await unpack("index"), meta);
  const { all, at, dimensions, text, count } = data;
  const PAGE = 50;

  // Language and theme

  const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (key, value) => { try { localStorage.setItem(key, value); } catch { /* a folder may have no storage */ } };
  const wished = [stored("language"), ...(navigator.languages || []).map((tag) => tag.slice(0, 2)), meta.language];
  let language = wished.find((tag) => tag in meta.languages);
  let theme = stored("theme") || "system";
  const t = (text) => meta.texts[language]?.[text] || text;
  const say = (text, holes) => t(text).replace(/{(\w+)}/g, (_, name) => holes[name]);
  const locale = () => (language === "en" ? "en-GB" : language);
  const made = new Map(); // formatters are dear: one of each kind for a language
  function formatter(Kind, shape = {}) {
    const key = language + JSON.stringify(shape);
    if (!made.has(key)) made.set(key, new Kind(locale(), shape));
    return made.get(key);
  }
  const number = (n) => formatter(Intl.NumberFormat).format(n);
  const label = (terms, code) => meta.terms[terms]?.[code]?.[language] || code || "";
  const field = (key) => meta.fields[key]?.[language] || key;

  // Making elements: text only, never markup

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
      else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  // What can be chosen: each dimension has a title and names its values

  const terms = { type: "type", country: "country", city: "place", sector: "sector", agreement: "kind" };
  for (const [name, dimension] of Object.entries(dimensions)) dimension.say = (value) => (terms[name] ? label(terms[name], value) : value || t("year not stated"));
  const titles = { year: () => t("Year"), person: () => t("Person"), type: "type", country: "country", city: "partner_city", sector: "sectors", agreement: "agreements" };
  const titled = (name) => (titles[name].call ? titles[name]() : field(`engagement.${titles[name]}`));
  let chosen = {};
  let typed = "";

  function select(except) {
    const { [except]: _left, ...others } = chosen;
    return data.select(others, data.fold(typed).split(/\s+/).filter(Boolean));
  }

  function toggle(name, value) {
    if (chosen[name] === value) delete chosen[name];
    else chosen[name] = value;
    refresh();
  }

  // The address remembers the choice, so that a link can be shared

  function remember() {
    const parts = new URLSearchParams(chosen);
    if (typed) parts.set("q", typed);
    history.replaceState(null, "", parts.size || typed ? `#${parts}` : location.pathname + location.search);
  }
  function recall() {
    const parts = new URLSearchParams(location.hash.slice(1));
    chosen = {};
    for (const name of Object.keys(dimensions)) if (parts.has(name)) chosen[name] = parts.get(name);
    typed = parts.get("q") || "";
    return parts.get("id");
  }

  // Head, tiles, filters

  function drawHead() {
    document.documentElement.lang = language;
    document.title = `${meta.title} ${meta.version}`;
    $("title").textContent = meta.title;
    const day = new Date(`${meta.created.slice(0, 10)}T12:00:00Z`);
    const date = formatter(Intl.DateTimeFormat, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(day);
    $("edition").replaceChildren(
      `${say("Version {version}", { version: meta.version })} · ${date} · `,
      make("a", { href: meta.licence.path, rel: "license" }, meta.licence.name),
      meta.filter ? ` · ${meta.filter}` : "");
    $("languages").setAttribute("aria-label", t("Language"));
    $("languages").replaceChildren(...Object.entries(meta.languages).map(([tag, name]) => make("button", {
      type: "button", lang: tag, "aria-pressed": String(tag === language),
      on: { click: () => { language = tag; store("language", tag); drawAll(); } },
    }, name)));
    const themes = { system: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" };
    $("theme").textContent = t(themes[theme]);
    for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  }

  function applyTheme() {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }

  function drawTiles(list) {
    const tiles = [
      ["Engagements", list.length],
      ["Countries", count(list, "country").length],
      ["Partner cities", count(list, "city").length],
      ["People met", count(list, "person").length],
      ["Agreements", list.reduce((sum, row) => sum + row[at.kind].length, 0)],
    ];
    $("tiles").replaceChildren(...tiles.map(([title, n]) => make("div", { class: "tile" }, make("b", {}, number(n)), make("span", {}, t(title)))));
  }

  function drawFilters() {
    const search = make("input", { type: "search", id: "search", value: typed, autocomplete: "off", placeholder: t("Name, place, headline"),
      on: { input: (event) => { typed = event.target.value; clearTimeout(drawFilters.later); drawFilters.later = setTimeout(refresh, 120); } } });
    const collator = new Intl.Collator(language);
    const selects = ["year", "type", "country", "city", "sector", "agreement"].map((name) => {
      const keys = count(all, name).map(([key]) => key);
      const options = keys.map((key) => [key, dimensions[name].say(key)]);
      options.sort((a, b) => name === "year" ? (a[0] < b[0] ? 1 : -1) : collator.compare(a[1], b[1]));
      if (name === "year" && all.some((row) => !row[at.year])) options.push(["none", t("year not stated")]);
      return make("label", {}, titled(name), make("select", { id: `by-${name}`, on: { change: (event) => {
        const value = event.target.value;
        if (value === "") delete chosen[name]; else chosen[name] = value === "none" ? "" : value;
        refresh();
      } } }, make("option", { value: "" }, t("all")), ...options.map(([key, said]) => make("option", { value: key }, said))));
    });
    $("filters").replaceChildren(make("label", {}, t("Search"), search), ...selects);
    $("filters").onsubmit = (event) => event.preventDefault();
  }

  function drawChosen() {
    const chips = Object.entries(chosen).map(([name, value]) => make("button", {
      type: "button", class: "chip", "aria-label": say("Remove the filter {name}", { name: `${titled(name)}: ${dimensions[name].say(value)}` }),
      on: { click: () => toggle(name, value) },
    }, `${titled(name)}: ${dimensions[name].say(value)}`));
    if (chips.length || typed) chips.push(make("button", { type: "button", class: "chip all", on: { click: () => { chosen = {}; typed = ""; $("search").value = ""; refresh(); } } }, t("Show everything")));
    $("chosen").replaceChildren(...(chips.length ? chips : [make("p", { class: "quiet" }, t("Press a bar to see only what it counts."))]));
    for (const name of Object.keys(dimensions)) {
      const box = $(`by-${name}`);
      if (box) box.value = name in chosen ? (chosen[name] === "" ? "none" : chosen[name]) : "";
    }
  }

  const charts = makeCharts({
    place: $("charts"), make, t, say, number, label, data, select, toggle, chosen: (name) => chosen[name],
  });

  // The list

  function when(text) {
    if (!text) return t("date not stated");
    const match = /^(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
    if (!match) return text;
    const [, y, m, d] = match;
    if (!m) return y === "XXXX" ? t("year not stated") : y;
    const day = new Date(Date.UTC(y === "XXXX" ? 2000 : +y, +m - 1, d ? +d : 1));
    const shape = { month: "long", timeZone: "UTC", ...(d ? { day: "numeric" } : {}), ...(y === "XXXX" ? {} : { year: "numeric" }) };
    const said = formatter(Intl.DateTimeFormat, shape).format(day);
    return y === "XXXX" ? `${said}, ${t("year not stated")}` : said;
  }
  const where = (row) => [label("place", text(row, "city")), label("country", text(row, "country"))].filter((part, i, list) => part && list.indexOf(part) === i).join(", ");
  const lead = (row, side) => dimensions.person.texts[row[at[side]][0]];

  let listed = [];
  let shown = 0;
  function drawList(list) {
    listed = all === list ? data.newest : data.newest.filter(Set.prototype.has, new Set(list));
    shown = 0;
    $("rows").replaceChildren();
    $("found").textContent = list.length === all.length ? number(all.length) : say("{n} of {all}", { n: number(list.length), all: number(all.length) });
    extend();
  }
  function extend() {
    const next = listed.slice(shown, shown + PAGE);
    $("rows").append(...next.map(item));
    shown += next.length;
    $("more").hidden = shown >= listed.length;
    $("more").textContent = say("Show {n} more", { n: number(Math.min(PAGE, listed.length - shown)) });
    if (!listed.length) $("rows").replaceChildren(make("li", {}, make("p", { class: "none", style: "padding-left:1rem" }, t("Nothing here in this selection."))));
  }

  function item(row) {
    const people = [lead(row, "home"), lead(row, "partner")].filter(Boolean).join(" – ");
    const button = make("button", { type: "button", class: "row", "aria-expanded": "false", on: { click: () => open(row, li, button) } },
      make("span", { class: "when" }, when(text(row, "date"))), make("span", { class: "what" }, label("type", text(row, "type"))),
      make("span", { class: "where" }, where(row) || "–"), make("span", { class: "people" }, people), make("span", { class: "sign", "aria-hidden": "true" }, "›"));
    const li = make("li", { id: row[at.id] }, button);
    return li;
  }

  async function open(row, li, button) {
    const opening = button.getAttribute("aria-expanded") === "false";
    button.setAttribute("aria-expanded", String(opening));
    if (!opening) {
      li.querySelector(".detail")?.remove();
      return;
    }
    const detail = details(await data.record(row), await data.passages(row));
    if (button.getAttribute("aria-expanded") === "true" && !li.querySelector(".detail")) li.append(detail);
  }

  // Values and passages

  function details(e, proven) {
    const body = make("div", { class: "detail" });
    const rows = (prefix, group, value) => meta.groups[group].filter((key) => value[key] !== undefined || proven[`${prefix}/${key}`])
      .flatMap((key) => pair(field(`${group}.${key}`), value[key] === undefined ? "–" : said(key, value[key]), proven[`${prefix}/${key}`]));
    body.append(make("dl", { class: "values" }, ...rows("", "engagement", e)));
    for (const [key, group] of [["home", "person"], ["partner", "person"], ["sectors", "sector"], ["agreements", "agreement"]]) {
      if (!e[key]?.length) continue;
      body.append(make("h3", {}, field(`engagement.${key}`)));
      for (const [i, value] of e[key].entries()) body.append(make("dl", { class: "values" }, ...rows(`/${key}/${i}`, group, value)));
    }
    body.append(make("h3", {}, t("Reported in")), make("ul", { class: "reports" }, ...e.reports.map(report)));
    body.append(make("p", { class: "links" }, `${t("Id")}: `, make("a", { href: `#id=${e.id}` }, e.id), ` · ${t("rows in")} `,
      make("a", { href: "data/engagements.csv" }, "data/engagements.csv"), meta.evidence ? ", " : "", meta.evidence ? make("a", { href: "data/evidence.csv" }, "data/evidence.csv") : ""));
    return body;
  }

  const coded = { type: "type", country: "country", partner_city: "place", city: "place", direction: "direction", date_basis: "basis", code: "sector", salience: "salience", kind: "kind", status: "status", role_class: "role_class" };
  function said(key, value) {
    if (key === "date" || key === "date_resolved") return value.includes("/") ? value : `${when(value)}${/^\d{4}-\d\d-\d\d$/.test(value) ? "" : ` (${value})`}`;
    if (value === true || value === false) return t(value ? "yes" : "no");
    return coded[key] ? label(coded[key], value) : String(value);
  }

  const states = { s: "suggested", c: "confirmed", x: "corrected", e: "entered", n: "not stated" };
  function pair(title, value, found) {
    const cell = make("dd", {}, value);
    if (found) cell.append(make("span", { class: "state" }, t(states[found[0]])));
    for (const [before, exact, after] of found?.slice(1) || []) {
      const [from, to] = [before.replace(/^\S*\s/, ""), after.replace(/\s\S*$/, "")]; // whole words
      cell.append(make("span", { class: "passage" }, before ? `… ${from}` : "", make("mark", {}, exact), after ? `${to} …` : ""));
    }
    return [make("dt", {}, title), cell];
  }

  function report(article) {
    const title = article.headline || article.id;
    const link = /^https?:\/\//.test(article.url || "") ? make("a", { href: article.url, rel: "noreferrer" }, title) : title;
    const rest = [article.outlet, article.published && when(article.published.slice(0, 10))].filter(Boolean).join(", ");
    return make("li", {}, link, rest ? make("span", { class: "quiet" }, ` · ${rest}`) : "");
  }

  function drawFooter() {
    $("footer").replaceChildren(make("h2", {}, t("Files of this release")),
      make("ul", {}, ...meta.files.map(([path, what]) => make("li", {}, make("a", { href: path }, path), ` – ${t(what)}`))),
      make("p", {}, t("How to cite: see CITATION.cff. Charts: Observable Plot and D3, ISC licence.")));
  }

  // Everything together

  function refresh() {
    if (typed && !data.searchable()) return void data.learnWords().then(refresh);
    const list = select();
    drawTiles(list);
    drawChosen();
    charts.redraw();
    drawList(list);
    remember();
  }
  function drawAll() {
    drawHead();
    drawFilters();
    charts.draw();
    drawFooter();
    refresh();
  }
  function show(id) {
    const place = listed.findIndex((row) => row[at.id] === id);
    if (place < 0) return;
    while (shown <= place) extend();
    const li = $(id);
    const button = li.querySelector(".row");
    if (button.getAttribute("aria-expanded") === "false") button.click();
    li.scrollIntoView({ block: "start" });
  }

  $("more").addEventListener("click", extend);
  $("theme").addEventListener("click", () => {
    theme = { system: "light", light: "dark", dark: "system" }[theme];
    store("theme", theme);
    applyTheme();
    drawHead();
  });
  addEventListener("hashchange", () => { const id = recall(); drawAll(); if (id) show(id); });
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; charts.redraw(); } });
  applyTheme();
  const id = recall();
  drawAll();
  if (id) show(id);
  document.documentElement.dataset.ready = "yes";
})();
