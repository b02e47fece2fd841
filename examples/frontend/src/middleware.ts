/** What every answer of this frontend shares: the site around it, and manners towards browsers and caches. */

import { createHash } from "node:crypto";

import { defineMiddleware } from "astro:middleware";

import { api, CMS_URL } from "./api";
import { languageOf } from "./languages";

const cms = new URL(CMS_URL).origin;
// Pictures come from the site; nothing else does, and nobody else is asked for anything.
const POLICY = `default-src 'none'; img-src 'self' ${cms}; style-src 'self'; form-action 'self'; base-uri 'none'`;
const READ = { "Content-Security-Policy": `${POLICY}; frame-ancestors 'none'`, "Referrer-Policy": "same-origin" };
// A preview stands in a frame of the editor, and shows the editor's user bar.
const PREVIEWED = {
  "Content-Security-Policy":
    `${POLICY.replace("style-src 'self'", `style-src 'self' 'unsafe-inline' ${cms}`)}; script-src 'self' ${cms};` +
    ` font-src ${cms}; connect-src 'self' ${cms}; frame-ancestors ${cms}`,
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex, nofollow",
  "Cache-Control": "no-store, private",
};
const OUT_OF_ORDER = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Back soon</title>
<h1>Back soon</h1><p>The site does not answer just now. Please try again in a few minutes.</p></html>`;

export const onRequest = defineMiddleware(async ({ url, locals, request, isPrerendered }, next) => {
  if (isPrerendered) return next();
  let response: Response;
  try {
    locals.site = await api.get("/site/");
    locals.language = languageOf(locals.site, url.pathname);
    response = await next();
    if (!response.headers.get("Content-Type")?.startsWith("text/html")) return response;
    // Read to its end, so that what goes wrong half-way is no half page.
    const body = await response.text();
    response = new Response(body, { headers: response.headers, status: locals.status ?? response.status });
  } catch (error) {
    // Not the whole of it: addresses hold what people looked for.
    console.error(error instanceof Error ? error.stack : "something that is no error was thrown");
    const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "Retry-After": "60" };
    return new Response(OUT_OF_ORDER, { status: 503, headers });
  }

  const isPreview = url.pathname === "/preview";
  for (const [name, value] of Object.entries(isPreview ? PREVIEWED : READ)) response.headers.set(name, value);
  response.headers.set("X-Content-Type-Options", "nosniff");
  // What somebody looks for or writes is for no cache.
  const isOwn = url.searchParams.has("q") || url.searchParams.has("write") || request.method === "POST";
  if (isOwn) response.headers.set("Cache-Control", "no-store, private");
  if (isPreview || response.status !== 200 || isOwn) return response;

  const body = await response.text();
  const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  response.headers.set("ETag", etag);
  response.headers.set("Cache-Control", "public, max-age=0, s-maxage=60, stale-while-revalidate=60");
  const isKnown = request.headers.get("If-None-Match") === etag;
  return new Response(isKnown ? null : body, { status: isKnown ? 304 : 200, headers: response.headers });
});
