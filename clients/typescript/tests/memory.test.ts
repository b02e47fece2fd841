import assert from "node:assert/strict";
import { test } from "node:test";

import { withMemory } from "../src/index.ts";
import { answering, json } from "./answering.ts";

const SITE = "https://union.example.org/api/v2";

/** A site whose answers change only when their version is raised. */
function versioned() {
  const state = { version: 1 };
  const site = answering((path, request) => {
    const etag = `"${state.version}"`;
    if (request.headers.get("If-None-Match") === etag) return new Response(null, { status: 304 });
    return json({ path, version: state.version }, { ETag: etag, "Cache-Control": "public, max-age=0" });
  });
  return { ...site, state };
}

const known = ({ asked }: { asked: Request[] }) => asked.map(({ headers }) => headers.get("If-None-Match"));

test("what has not changed is answered from memory", async () => {
  const site = versioned();
  const fetch = withMemory(site);
  await fetch(new Request(`${SITE}/site/`));
  const again = await fetch(new Request(`${SITE}/site/`));
  assert.equal(again.status, 200);
  assert.deepEqual(await again.json(), { path: "/api/v2/site/", version: 1 });
  assert.deepEqual(known(site), [null, '"1"']);
});

test("a change shows at once", async () => {
  const site = versioned();
  const fetch = withMemory(site);
  await fetch(new Request(`${SITE}/site/`));
  site.state.version = 2;
  assert.deepEqual(await (await fetch(new Request(`${SITE}/site/`))).json(), { path: "/api/v2/site/", version: 2 });
});

test("what was asked for the longest time ago is forgotten first", async () => {
  const site = versioned();
  const fetch = withMemory({ most: 2, fetch: site.fetch });
  for (const name of ["a", "b", "a", "c", "a", "b"]) await fetch(new Request(`${SITE}/${name}/`));
  assert.deepEqual(known(site), [null, null, '"1"', null, '"1"', null]);
});

for (const path of ["/search/?q=asylum", "/posts/?q=asylum", "/preview/?token=1"]) {
  test(`${path} is never kept`, async () => {
    const site = versioned();
    const fetch = withMemory(site);
    await fetch(new Request(SITE + path));
    await fetch(new Request(SITE + path));
    assert.deepEqual(known(site), [null, null]);
  });
}

test("what must not be stored is not stored", async () => {
  const site = answering(() => json({}, { ETag: '"1"', "Cache-Control": "no-store" }));
  const fetch = withMemory(site);
  await fetch(new Request(`${SITE}/site/`));
  await fetch(new Request(`${SITE}/site/`));
  assert.deepEqual(known(site), [null, null]);
});

test("a fault is not remembered", async () => {
  const site = answering(() => json({}, { ETag: '"1"' }, 503));
  const fetch = withMemory(site);
  await fetch(new Request(`${SITE}/site/`));
  await fetch(new Request(`${SITE}/site/`));
  assert.deepEqual(known(site), [null, null]);
});
