/** A fetch that remembers answers and asks the site whether they still hold: a 304 costs next to nothing. */

import type { Fetch } from "./client.ts";

interface Kept {
  body: string;
  headers: Headers;
  etag: string;
}

export interface MemoryOptions {
  /** How many answers to keep; what was not asked for the longest time goes first. */
  most?: number;
  fetch?: Fetch;
}

// What somebody looked for is nobody's to remember, and a draft is not to be kept.
const NEVER_KEPT = /\/(search|preview)\/|[?&]q=/;

/**
 * A fetch for `createClient` that keeps answers with an ETag in the memory of this process.
 *
 * It asks the site each time, so a change shows at once. Searches and previews are never kept.
 */
export function withMemory({ most = 500, fetch = globalThis.fetch }: MemoryOptions = {}): Fetch {
  const memory = new Map<string, Kept>();

  return async (request) => {
    const { url } = request;
    if (request.method !== "GET" || NEVER_KEPT.test(url)) return fetch(request);

    const kept = memory.get(url);
    if (kept) request.headers.set("If-None-Match", kept.etag);
    const response = await fetch(request);
    if (response.status === 304 && kept) {
      memory.delete(url);
      memory.set(url, kept); // now it is the youngest
      return new Response(kept.body, { headers: kept.headers });
    }

    memory.delete(url);
    const etag = response.headers.get("ETag");
    const mayBeKept = !/no-store|private/.test(response.headers.get("Cache-Control") ?? "");
    if (response.ok && etag && mayBeKept) {
      memory.set(url, { body: await response.clone().text(), headers: response.headers, etag });
      for (const oldest of memory.keys()) {
        if (memory.size <= most) break;
        memory.delete(oldest);
      }
    }
    return response;
  };
}
