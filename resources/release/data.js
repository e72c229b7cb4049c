"use strict";

// The data of the page. They stand in it as base64 of zlib-packed JSON, a sixth of the size: the index, all that the
// first sight needs, in numbers; and, further down, the records and their passages, unpacked when somebody asks.

async function unpack(id) {
  const packed = atob(document.getElementById(id).textContent);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i += 1) bytes[i] = packed.charCodeAt(i);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}

// A row of `all` is an array; `at` says which place in it holds what, `texts` what its numbers stand for. A number 0 is
// no text. `columns` of a dimension are the places that its values stand in, of which the first is counted.

function makeData(index, meta) {
  const all = index.rows;
  const at = Object.fromEntries(index.columns.map((name, place) => [name, place]));
  const keys = (name) => index.texts[name] || [""];
  const dimensions = {
    year: { texts: keys("year"), columns: [at.year] },
    type: { texts: keys("type"), columns: [at.type] },
    country: { texts: keys("country"), columns: [at.country] },
    city: { texts: keys("city"), columns: [at.city] },
    sector: { texts: keys("sector"), columns: [at.sector] },
    person: { texts: keys("person"), columns: [at.partner, at.home] },
    agreement: { texts: keys("kind"), columns: [at.kind] },
  };
  const text = (row, name) => keys(name)[row[at[name]]];

  const order = Float64Array.from(all, (row, i) => row[at.day] * all.length + i).sort().reverse();
  const newest = Array.from(order, (rank) => all[rank % all.length]);

  // How often each value stands in the rows, as [value, count], the most frequent first

  const counted = new Map(); // of everything, which never changes
  function count(rows, name) {
    if (rows !== all) return recount(rows, name);
    if (!counted.has(name)) counted.set(name, recount(all, name));
    return counted.get(name);
  }
  function recount(rows, name) {
    const { texts, columns: [column] } = dimensions[name];
    const found = new Uint32Array(texts.length);
    for (const row of rows) {
      const cell = row[column];
      if (typeof cell === "number") found[cell] += 1;
      else for (const number of cell) found[number] += 1;
    }
    const pairs = [];
    for (let number = 1; number < texts.length; number += 1) if (found[number]) pairs.push([texts[number], found[number]]);
    return pairs.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  // The same for each pair of a value and its part, such as a sector and its salience: a Map of Maps

  function countParts(rows, name, part) {
    const [values, parts] = [dimensions[name].texts, keys(part)];
    const [column, beside] = [dimensions[name].columns[0], at[part]];
    const found = new Uint32Array(values.length * parts.length);
    for (const row of rows) row[column].forEach((number, i) => { found[number * parts.length + row[beside][i]] += 1; });
    return (value, wanted) => (parts.includes(wanted) ? found[values.indexOf(value) * parts.length + parts.indexOf(wanted)] : 0);
  }

  // The rows that have all chosen values and all words

  function select(chosen, words = []) {
    const tests = Object.entries(chosen).map(([name, value]) => [dimensions[name].texts.indexOf(value), dimensions[name].columns]);
    if (!tests.length && !words.length) return all;
    const has = (row, [number, columns]) => columns.some((column) => (typeof row[column] === "number" ? row[column] === number : row[column].includes(number)));
    return all.filter((row, i) => tests.every((test) => has(row, test)) && words.every((word) => folded[i].includes(word)));
  }

  // Records and passages stand below the scripts: they can be had when the whole page is read

  const read = new Promise((done) => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", done, { once: true });
    else done();
  });
  const packs = new Map();
  function unpacked(name) {
    if (!packs.has(name)) packs.set(name, read.then(() => unpack(name)));
    return packs.get(name);
  }
  const record = async (row) => (await unpacked("records"))[all.indexOf(row)];
  async function passages(row) {
    const id = row[at.id];
    const name = meta.bundles.filter((bundle) => bundle.first <= id).pop()?.id;
    return (name && (await unpacked(name))[id]) || {};
  }

  // Search folds accents, đ included

  const fold = (said) => said.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  let folded = null;
  const searchable = () => folded !== null;
  async function learnWords() {
    const people = (e) => [...(e.home || []), ...(e.partner || [])];
    folded = (await unpacked("records")).map((e) => fold([
      ...people(e).flatMap((person) => [person.name, person.role, person.organisation]),
      e.city, e.partner_city, e.date, e.date_resolved,
      ...Object.values(meta.terms.country[e.country] || {}), ...Object.values(meta.terms.type[e.type] || {}),
      ...(e.agreements || []).map((each) => each.title), ...e.reports.map((each) => each.headline),
    ].filter(Boolean).join(" \n ")));
  }

  return { all, at, newest, dimensions, text, count, countParts, select, record, passages, fold, searchable, learnWords };
}
