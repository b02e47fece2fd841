// The search of a copy that has no server. The same words are made in search/copies/words.py.
"use strict";
(() => {
  const SHARDS = 64, LONGEST = 30, GROUP = 25, SHOWN = 20, ALL = PAGES_IN_ALL;
  const UNSPACED = /([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)/u;
  const place = document.querySelector(".copy-search");
  const asked = (new URLSearchParams(location.search).get("q") || "").trim().slice(0, 200);
  if (!place || !asked) return;
  const known = { words: {}, pages: {} };
  window.copySearch = {
    words: (number, value) => { known.words[number] = value; },
    pages: (number, value) => { known.pages[number] = value; },
  };

  function wordsOf(text) {
    const folded = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    const words = [];
    for (const found of folded.match(/[\p{L}\p{N}]+/gu) || []) {
      for (const part of found.split(UNSPACED).filter(Boolean)) {
        if (!UNSPACED.test(part)) {
          if (part.length > 1) words.push([...part].slice(0, LONGEST).join(""));
        } else if (part.length === 1) {
          words.push(part);
        } else {
          for (let at = 0; at + 1 < part.length; at += 1) words.push(part.slice(at, at + 2));
        }
      }
    }
    return [...new Set(words)].slice(0, 12);
  }

  function shardOf(word) {
    const [first, second] = [...word];
    return (first.codePointAt(0) * 31 + (second ? second.codePointAt(0) : 0)) % SHARDS;
  }

  // Pages on a disk may fetch nothing, but scripts may be loaded.
  function load(kind, number) {
    if (known[kind][number]) return Promise.resolve();
    return new Promise((done) => {
      const script = document.createElement("script");
      script.src = `${place.dataset.root}search/${kind}/${number}.js`;
      script.onload = script.onerror = done;
      document.head.append(script);
    });
  }

  // The word itself counts most; what begins with it, or shares all but an ending, counts too.
  function matches(word) {
    const stem = word.length > 4 ? word.slice(0, Math.max(4, word.length - 2)) : word;
    const isExact = UNSPACED.test(word) || word.length < 3;
    const found = new Map();
    for (const [other, list] of Object.entries(known.words[shardOf(word)] || {})) {
      const isSame = other === word;
      if (!isSame && (isExact || !other.startsWith(stem))) continue;
      const closeness = isSame ? 1 : other.startsWith(word) ? 0.5 : 0.25;
      const rarity = Math.log(1 + (2 * ALL) / list.length);
      for (let at = 0; at < list.length; at += 2) {
        const score = closeness * rarity * list[at + 1];
        found.set(list[at], Math.max(found.get(list[at]) || 0, score));
      }
    }
    return found;
  }

  function ranked(words) {
    const lists = words.map(matches);
    const scores = new Map();
    for (const list of lists) {
      for (const [page, score] of list) {
        const [count, sum] = scores.get(page) || [0, 0];
        scores.set(page, [count + 1, sum + score]);
      }
    }
    const most = Math.max(0, ...[...scores.values()].map(([count]) => count));
    return [...scores].filter(([, [count]]) => count === most).sort((a, b) => b[1][1] - a[1][1]).map(([page]) => page);
  }

  function shown([address, title, language, date, summary]) {
    const item = document.createElement("li");
    item.className = "result";
    const link = document.createElement("a");
    link.className = "result__link";
    link.href = `${place.dataset.root}${address}`;
    link.textContent = title;
    const heading = document.createElement("h2");
    heading.className = "result__title";
    heading.append(link);
    const text = document.createElement("p");
    text.className = "result__excerpt";
    text.textContent = [date, summary].filter(Boolean).join(" – ");
    for (const part of [heading, text]) {
      part.dir = "auto";
      part.lang = language;
    }
    item.append(heading, text);
    return item;
  }

  async function search() {
    const words = wordsOf(asked);
    await Promise.all([...new Set(words.map(shardOf))].map((number) => load("words", number)));
    const found = ranked(words);
    const first = found.slice(0, SHOWN);
    await Promise.all([...new Set(first.map((page) => Math.floor(page / GROUP)))].map((number) => load("pages", number)));
    const pages = first.map((page) => (known.pages[Math.floor(page / GROUP)] || [])[page % GROUP]).filter(Boolean);
    const { none, some } = place.dataset;
    place.querySelector("[role=status]").textContent = pages.length ? `${some} ${found.length}` : none;
    place.querySelector("ol").replaceChildren(...pages.map(shown));
  }

  for (const field of document.querySelectorAll("input[name=q]")) field.value = asked;
  search();
})();
