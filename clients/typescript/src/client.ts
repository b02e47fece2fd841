/** The API: every resource by its path, with the types of its questions and of its answer. */

import createFetchClient from "openapi-fetch";
import { Problem, problemFrom } from "./problems.ts";
import type { paths } from "./schema.ts";

interface Json {
  responses: { 200: { content: { "application/json": unknown } } };
}

/** Every address of the API that answers with JSON, such as "/posts/". */
export type Path = { [P in keyof paths]: paths[P]["get"] extends Json ? P : never }[keyof paths];

interface Taking {
  requestBody: { content: { "application/json": unknown } };
  responses: { 202: { content: { "application/json": unknown } } };
}

/** Every address that takes something: "/comments/". */
export type SendPath = { [P in keyof paths]: paths[P]["post"] extends Taking ? P : never }[keyof paths];

type Sending<P extends SendPath> = Extract<paths[P]["post"], Taking>;

/** What an address takes. */
export type Sent<P extends SendPath> = Sending<P>["requestBody"]["content"]["application/json"];

/** What it answers when it has taken it. */
export type Taken<P extends SendPath> = Sending<P>["responses"][202]["content"]["application/json"];

type Operation<P extends Path> = Extract<paths[P]["get"], Json>;

/** What an address answers. */
export type Answer<P extends Path> = Operation<P>["responses"][200]["content"]["application/json"];

/** A part of a question, without `fields`: it leaves out what the types of the answer promise. */
type Asked<P extends Path, Part extends "path" | "query"> = {
  [Name in keyof NonNullable<paths[P]["get"]["parameters"][Part]> as Exclude<Name, "fields">]: NonNullable<
    paths[P]["get"]["parameters"][Part]
  >[Name];
};

type Given<Name extends string, Values> = object extends Values ? { [N in Name]?: Values } : { [N in Name]: Values };

/** What one may ask an address: `path` fills its braces, `query` are its parameters. */
export type Question<P extends Path> = Given<"path", Asked<P, "path">> & Given<"query", Asked<P, "query">>;

/** The addresses that answer with a list in parts. */
export type ListPath = {
  [P in Path]: Answer<P> extends { items: unknown[] } ? ("offset" extends keyof Asked<P, "query"> ? P : never) : never;
}[Path];

/** One thing of a list. */
export type Item<P extends ListPath> = Answer<P> extends { items: (infer One)[] } ? One : never;

// A question may be left out where nothing in it is required.
type Rest<P extends Path> = object extends Question<P> ? [question?: Question<P>] : [question: Question<P>];

export type Fetch = (request: Request) => Promise<Response>;

export interface Options {
  /** The address of the site, such as "https://union.example.org". */
  site: string;
  /** How to fetch: `fetch` itself unless told otherwise; see `withMemory`. */
  fetch?: Fetch;
}

export interface Client {
  /** Reads an address. Throws a Problem where the API answers with one. */
  get<P extends Path>(path: P, ...rest: Rest<P>): Promise<Answer<P>>;
  /** Everything that a list holds, one thing after the other; asks for the next part when it is needed. */
  each<P extends ListPath>(path: P, ...rest: Rest<P>): AsyncGenerator<Item<P>, void, undefined>;
  /** Sends something. Throws a Problem where it is refused; `parameter` then names what was wrong. */
  post<P extends SendPath>(path: P, body: Sent<P>): Promise<Taken<P>>;
  /** The full address of a file or document of the site, such as the `src` of a picture. */
  address(path: string): string;
}

const API = "/api/v2";
const MOST_AT_ONCE = 100;

/** A client for one site. It keeps nothing by itself and sends no cookie. */
export function createClient({ site, fetch }: Options): Client {
  const api = createFetchClient<paths>({
    baseUrl: new URL(API, site).href,
    credentials: "omit",
    fetch: twice(fetch ?? globalThis.fetch),
  });
  // Its own types would let misspelt parameters pass, ours do not: so it is given what they allowed.
  type Call = (path: string, init: object) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
  const { GET: read, POST: send } = api as unknown as { GET: Call; POST: Call };

  async function get<P extends Path>(path: P, ...[question]: Rest<P>): Promise<Answer<P>> {
    const { data, error, response } = await read(path, { params: question ?? {} });
    if (!response.ok) throw problemFrom(response, error);
    return data as Answer<P>;
  }

  async function post<P extends SendPath>(path: P, body: Sent<P>): Promise<Taken<P>> {
    const { data, error, response } = await send(path, { body });
    if (!response.ok) throw problemFrom(response, error);
    return data as Taken<P>;
  }

  async function* each<P extends ListPath>(path: P, ...[question]: Rest<P>): AsyncGenerator<Item<P>> {
    let offset = Number((question?.query as { offset?: number } | undefined)?.offset ?? 0);
    for (;;) {
      const query = { limit: MOST_AT_ONCE, ...question?.query, offset };
      const part = await get(path, ...([{ ...question, query }] as unknown as Rest<P>));
      const { items, meta } = part as unknown as { items: Item<P>[]; meta: { total_count: number } };
      yield* items;
      offset += items.length;
      if (items.length === 0 || offset >= meta.total_count) return;
    }
  }

  return { get, each, post, address: (path) => new URL(path, site).href };
}

/**
 * A fetch that asks once more where no answer came: a server may close a kept connection as we ask.
 *
 * What is sent goes once: nobody knows whether it arrived.
 */
function twice(fetch: Fetch): Fetch {
  return async (request) => {
    try {
      return await fetch(request.clone());
    } catch (error) {
      if (request.signal.aborted || request.method !== "GET") throw error;
      return fetch(request);
    }
  };
}

/**
 * What was promised, or null where the API says that there is no such thing.
 *
 * Give other statuses for what strangers ask: `orNull(answer, 400, 404)` is null for nonsense, too.
 */
export async function orNull<T>(answer: Promise<T>, ...statuses: number[]): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    const expected = statuses.length > 0 ? statuses : [404];
    if (error instanceof Problem && expected.includes(error.status)) return null;
    throw error;
  }
}
