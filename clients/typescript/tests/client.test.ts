import assert from "node:assert/strict";
import { test } from "node:test";

import { createClient, orNull, Problem } from "../src/index.ts";
import { answering, json } from "./answering.ts";

const SITE = "https://union.example.org/";
const NOT_FOUND = { type: `${SITE}api/v2/docs/#problem-not-found`, title: "Not here", status: 404, detail: "No." };

test("values of a question are repeated, as the API wants several", async () => {
  const { asked, fetch } = answering(() => json({ meta: { total_count: 0 }, items: [] }));
  await createClient({ site: SITE, fetch }).get("/posts/", { query: { locale: ["en", "ur"], year: [2019], limit: 5 } });
  assert.equal(asked[0]?.url, "https://union.example.org/api/v2/posts/?locale=en&locale=ur&year=2019&limit=5");
});

test("an id stands in the address", async () => {
  const { asked, fetch } = answering(() => json({ id: 44 }));
  await createClient({ site: SITE, fetch }).get("/posts/{id}/", { path: { id: 44 } });
  assert.equal(asked[0]?.url, "https://union.example.org/api/v2/posts/44/");
});

test("no cookie is sent", async () => {
  const { asked, fetch } = answering(() => json({}));
  await createClient({ site: SITE, fetch }).get("/site/");
  assert.equal(asked[0]?.credentials, "omit");
});

test("a refusal is a Problem that names what is allowed", async () => {
  const body = {
    type: "urn:problem:bad-value",
    title: "A bad value",
    status: 400,
    detail: "order takes date or title.",
    parameter: "order",
    allowed: ["date", "title"],
  };
  const { fetch } = answering(() => json(body, { "Content-Type": "application/problem+json" }, 400));
  await assert.rejects(createClient({ site: SITE, fetch }).get("/posts/"), (error) => {
    assert(error instanceof Problem);
    const { message, status, kind, parameter, allowed, retryAfter } = error;
    assert.deepEqual(
      { message, status, kind, parameter, allowed, retryAfter },
      {
        message: "order takes date or title.",
        status: 400,
        kind: "bad-value",
        parameter: "order",
        allowed: ["date", "title"],
        retryAfter: null,
      },
    );
    return true;
  });
});

test("a Problem knows when to ask again", async () => {
  const { fetch } = answering(() => json({ title: "Too many requests" }, { "Retry-After": "17" }, 429));
  await assert.rejects(createClient({ site: SITE, fetch }).get("/site/"), { retryAfter: 17, status: 429 });
});

test("what a proxy answers in place of the site is a Problem too", async () => {
  const { fetch } = answering(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));
  await assert.rejects(createClient({ site: SITE, fetch }).get("/site/"), { name: "Problem", status: 502, kind: "unknown" });
});

test("orNull gives null for what is not there", async () => {
  const { fetch } = answering(() => json(NOT_FOUND, {}, 404));
  assert.equal(await orNull(createClient({ site: SITE, fetch }).get("/posts/{id}/", { path: { id: 1 } })), null);
});

test("orNull gives null for nonsense where it is told to", async () => {
  const { fetch } = answering(() => json({}, {}, 400));
  const ask = () => createClient({ site: SITE, fetch }).get("/pages/find/", { query: { html_path: "\0" } });
  assert.equal(await orNull(ask(), 400, 404), null);
  await assert.rejects(orNull(ask()), { status: 400 });
});

test("orNull hides no other problem", async () => {
  const { fetch } = answering(() => json({}, {}, 503));
  await assert.rejects(orNull(createClient({ site: SITE, fetch }).get("/site/")), { status: 503 });
});

test("each goes through all parts of a list", async () => {
  const slugs = ["health", "housing", "welfare"];
  const { asked, fetch } = answering((path) => {
    const from = Number(/offset=(\d+)/.exec(path)?.[1]);
    return json({ meta: { total_count: 3 }, items: slugs.slice(from, from + 2).map((slug) => ({ slug })) });
  });
  const found: string[] = [];
  const api = createClient({ site: SITE, fetch });
  for await (const { slug } of api.each("/categories/", { query: { locale: ["en"], limit: 2 } })) found.push(slug);
  assert.deepEqual(found, slugs);
  assert.deepEqual(
    asked.map(({ url }) => new URL(url).search),
    ["?limit=2&locale=en&offset=0", "?limit=2&locale=en&offset=2"],
  );
});

test("each ends where a list became shorter meanwhile", async () => {
  const { fetch } = answering(() => json({ meta: { total_count: 3 }, items: [] }));
  for await (const item of createClient({ site: SITE, fetch }).each("/authors/")) assert.fail(item.name);
});

test("where a connection breaks, it asks once more", async () => {
  let times = 0;
  const fetch = async () => {
    times += 1;
    if (times === 1) throw new TypeError("fetch failed");
    return json({ name: "Union" });
  };
  assert.equal((await createClient({ site: SITE, fetch }).get("/site/")).name, "Union");
});

test("where no answer comes at all, that is said", async () => {
  let times = 0;
  const fetch = async () => {
    times += 1;
    throw new TypeError("fetch failed");
  };
  await assert.rejects(createClient({ site: SITE, fetch }).get("/site/"), TypeError);
  assert.equal(times, 2);
});

test("what is sent is JSON, and its answer comes back", async () => {
  const { asked, fetch } = answering(() => json({ state: "waiting", code: "7KQ2-M9TX-W3HF-8NPA" }, {}, 202));
  const { code } = await createClient({ site: SITE, fetch }).post("/comments/", { post: 44, text: "Hello", token: "t" });
  assert.equal(code, "7KQ2-M9TX-W3HF-8NPA");
  const [request] = asked;
  assert.deepEqual(
    [request?.method, request?.url, request?.headers.get("Content-Type"), request?.credentials],
    ["POST", "https://union.example.org/api/v2/comments/", "application/json", "omit"],
  );
  assert.deepEqual(await request?.json(), { post: 44, text: "Hello", token: "t" });
});

test("what is sent and refused is a Problem that names the part", async () => {
  const body = { type: `${SITE}#problem-bad-value`, status: 400, detail: "Please write something.", parameter: "text" };
  const { fetch } = answering(() => json(body, {}, 400));
  const sending = createClient({ site: SITE, fetch }).post("/comments/", { post: 44, text: " ", token: "t" });
  await assert.rejects(sending, { kind: "bad-value", parameter: "text", message: "Please write something." });
});

test("what is sent goes once, whatever becomes of it", async () => {
  let times = 0;
  const fetch = async () => {
    times += 1;
    throw new TypeError("fetch failed");
  };
  await assert.rejects(createClient({ site: SITE, fetch }).post("/comments/", { post: 44, text: "Hello", token: "t" }), TypeError);
  assert.equal(times, 1);
});

test("addresses of files are those of the site", () => {
  assert.equal(createClient({ site: SITE }).address("/media/a.jpg"), "https://union.example.org/media/a.jpg");
});
