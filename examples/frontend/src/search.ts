/** Asking the search by the parameters of an address, which anybody may have written. */

import type { Question, SearchAnswer, SiteLanguage } from "union-cms-client";
import { orNull } from "union-cms-client";

import { api } from "./api";

export const PER_PAGE = 10;
export const FACETS = ["category", "year", "locale", "kind"] as const;
export type Facet = (typeof FACETS)[number];
/** What was asked, each as it stands in the address; empty where nothing was. */
export type Asked = Record<"q" | "exact" | Facet, string>;
type Query = Question<"/search/">["query"];

export function askedOf({ searchParams }: URL): Asked {
  const of = (name: string) => searchParams.get(name)?.trim() ?? "";
  return { q: of("q"), category: of("category"), year: of("year"), locale: of("locale"), kind: of("kind"), exact: of("exact") };
}

/** The answer, or null where the question makes no sense: the API says so, nothing is checked twice. */
export async function find(asked: Asked, page: number, language: SiteLanguage): Promise<SearchAnswer | null> {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
  const query = { ...given, language: language.code, limit: PER_PAGE, offset: (page - 1) * PER_PAGE };
  return orNull(api.get("/search/", { query: query as unknown as Query }), 400);
}

/** The address of a search with one choice made, or taken back where it was made. */
export function choosing(path: string, asked: Asked, facet: Facet | "exact", value: string): string {
  const next = { ...asked, [facet]: asked[facet] === value ? "" : value };
  return `${path}?${new URLSearchParams(Object.entries(next).filter(([, kept]) => kept !== ""))}`;
}
