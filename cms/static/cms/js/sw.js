// Reading without a connection. Runs only on the phones of readers who turned it on at /offline/.
//
// It keeps articles that were read and those that editors call important; the newest copy comes from
// the network whenever there is one. What the site no longer shows to everybody leaves the phone.
"use strict";

const PAGES = "kept-pages";
const FILES = "kept-files";
const CHOICE = "/offline/choice"; // not an address of the site: a place in the cache for what was chosen
const LIST = "/offline/pages.json";
const MOST_PAGES = 100;
const PATIENCE = 8000; // ms until a kept copy stands in for a slow network
const BETWEEN_CHECKS = 60 * 60 * 1000; // ms
const NEVER = /^\/(admin|django-admin|accounts|api|documents|media|sw\.js)(\/|$)/;

const isPublic = (response) => !/private|no-store/.test(response.headers.get("Cache-Control") || "");

// What was chosen: {language, address} of the offline page; nothing where nothing is kept.
async function choice() {
  const kept = await caches.match(CHOICE, { cacheName: PAGES });
  return kept && kept.json();
}

// Keeps an answer if it is an article that everybody may read; true if it is kept.
async function keep(address, response, { important = false, always = false } = {}) {
  const id = response.headers.get("Offline-Reading");
  const pages = await caches.open(PAGES);
  if (response.status !== 200 || !isPublic(response) || !(id || always)) {
    await pages.delete(address);
    return false;
  }
  // A comment can be withdrawn while its page stays, and the form needs the network.
  const html = (await response.text()).replace(/<section class="comments[\s\S]*?<\/section>/, "");
  if (!(await choice())) return false; // the reader said "Forget everything" meanwhile
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name); // of the packed form
  headers.set("Kept-At", String(Date.now()));
  headers.set("Kept-Because", important ? "important" : always ? "needed" : "read");
  await pages.put(address, new Response(html, { headers }));
  await keepFiles(html);
  return true;
}

// The stylesheet and the scripts that a page asks for; files with the names of older ones go.
async function keepFiles(html) {
  const files = await caches.open(FILES);
  for (const [, address] of html.matchAll(/(?:href|src)="(\/static\/cms\/[^"]+\.(?:css|js))"/g)) {
    if (await files.match(address)) continue;
    const answer = await fetch(address).catch(() => null);
    if (!answer || !answer.ok) continue;
    const stem = address.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, "");
    for (const old of await files.keys()) {
      const path = new URL(old.url).pathname;
      if (path.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, "") === stem) await files.delete(old);
    }
    await files.put(address, answer);
  }
}

async function keptPages() {
  const pages = await caches.open(PAGES);
  const found = [];
  for (const request of await pages.keys()) {
    const response = await pages.match(request);
    const id = Number(response.headers.get("Offline-Reading"));
    if (id) {
      const { headers } = response;
      const at = Number(headers.get("Kept-At"));
      // The site's clock, not the phone's: what a cache gave may be older than the day it was kept.
      const made = Date.parse(headers.get("Date")) || at;
      found.push({ request, id, at, made, important: headers.get("Kept-Because") === "important" });
    }
  }
  return found;
}

// Drops the oldest of the pages that were read, where there are too many.
async function dropOldest() {
  const pages = await caches.open(PAGES);
  const found = await keptPages();
  const read = found.filter((page) => !page.important).sort((a, b) => a.at - b.at);
  for (const page of read.slice(0, Math.max(0, found.length - MOST_PAGES))) await pages.delete(page.request);
}

// Asks the site which articles everybody may read. It is not told which of them are kept.
async function check({ now = false } = {}) {
  const chosen = await choice();
  if (!chosen || (!now && Date.now() - (chosen.checked || 0) < BETWEEN_CHECKS)) return;
  const answer = await fetch(LIST, { credentials: "omit", cache: "no-cache" });
  if (!answer.ok) return;
  const list = await answer.json();
  const everybody = new Set(list.public);
  const important = list.important.filter((page) => page.language === chosen.language);
  const current = new Map(important.map((page) => [page.id, page]));
  const pages = await caches.open(PAGES);
  const changed = new Map(important.map((page) => [page.url, page]));
  for (const kept of await keptPages()) {
    const path = new URL(kept.request.url).pathname;
    const page = current.get(kept.id);
    const isSilenced = kept.made <= (list.silenced || {})[kept.id];
    if (!everybody.has(kept.id) || isSilenced || (kept.important && !page)) await pages.delete(kept.request);
    else if (page && kept.important && page.url === path && kept.at > page.changed) changed.delete(path);
  }
  await pages.put(CHOICE, new Response(JSON.stringify({ ...chosen, checked: Date.now() })));
  for (const [url] of [...changed].slice(0, MOST_PAGES)) {
    const page = await fetch(url, { credentials: "omit" }).catch(() => null);
    if (page) await keep(url, page, { important: true });
  }
  const own = await fetch(chosen.address, { credentials: "omit" }).catch(() => null);
  if (own) await keep(chosen.address, own, { always: true });
  await dropOldest();
}

// A page: from the network, else the kept copy, else the honest page that says so.
async function page(event) {
  const { request } = event;
  const { pathname } = new URL(request.url);
  const kept = await caches.match(pathname, { cacheName: PAGES });
  try {
    const fetched = fetch(request);
    const late = new Promise((resolve) => setTimeout(resolve, kept ? PATIENCE : 2 ** 30));
    const response = (await Promise.race([fetched, late])) || kept;
    if (response !== kept) event.waitUntil(remember(pathname, response.clone()));
    return response;
  } catch {
    const chosen = await choice();
    const honest = chosen && (await caches.match(chosen.address, { cacheName: PAGES }));
    return kept || honest || Response.error();
  }
}

async function remember(pathname, response) {
  if (!(await choice())) return;
  const pages = await caches.open(PAGES);
  const kept = await pages.match(pathname);
  const because = kept && kept.headers.get("Kept-Because");
  if (response.headers.get("Offline-Reading") || [403, 404, 410].includes(response.status)) {
    await keep(pathname, response, { important: because === "important" });
  } else if (kept && response.status === 200 && because !== "needed") {
    await pages.delete(pathname); // it asks for a password now
  }
  await check();
  await dropOldest();
}

async function file(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request, { cacheName: FILES })) || Response.error();
  }
}

async function turnOn({ language, address }) {
  const pages = await caches.open(PAGES);
  await pages.put(CHOICE, new Response(JSON.stringify({ language, address })));
  const own = await fetch(address, { credentials: "omit" });
  await keep(address, own, { always: true });
  await check({ now: true });
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const answered = turnOn(event.data).then(
    () => event.ports[0].postMessage("kept"),
    () => event.ports[0].postMessage("failed"),
  );
  event.waitUntil(answered);
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && !NEVER.test(pathname)) event.respondWith(page(event));
  else if (pathname.startsWith("/static/cms/")) event.respondWith(file(request));
});
