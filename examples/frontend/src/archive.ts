/** Which posts an archive shows: by its path, as the site's own addresses have it, and by its form. */

import type { SiteLanguage } from "union-cms-client";
import { orNull } from "union-cms-client";

import { api } from "./api";

export const PER_PAGE = 12;
/** What the form lets readers choose of the languages. */
export type Reach = "own" | "filled" | "every";

export interface Filters {
  category: string;
  year: string;
  author: string;
  reach: Reach;
  page: number;
}

/** The filters of an address: /news/category/housing/?year=2019 as well as /news/?category=housing&year=2019. */
export function filtersOf(url: URL, archive: string): Filters {
  const asked = (name: string) => url.searchParams.get(name) ?? "";
  const inPath = url.pathname.slice(archive.length).split("/").filter(Boolean);
  const named = (name: string) => (inPath[0] === name ? decodeURIComponent(inPath[1] ?? "") : "");
  const reach = asked("reach");
  return {
    category: asked("category") || named("category"),
    year: asked("year") || (/^\d{4}$/.test(inPath[0] ?? "") ? (inPath[0] ?? "") : ""),
    author: asked("author") || named("author"),
    reach: reach === "filled" || reach === "every" ? reach : "own",
    page: Math.max(1, Math.trunc(Number(asked("page"))) || 1),
  };
}

/** The posts of some filters, or null where there is no such category, year or author: the API knows them, not we. */
export async function postsOf({ category, year, author, reach, page }: Filters, language: SiteLanguage) {
  const query = {
    ...(category && { category: [category] }),
    ...(year && { year: [Number(year)] }),
    ...(author && { author: [author] }),
    ...(reach !== "every" && { locale: [language.code] }),
    ...(reach === "filled" && { fallback: "1" as const }),
    limit: PER_PAGE,
    offset: (page - 1) * PER_PAGE,
  };
  return orNull(api.get("/posts/", { query }), 400);
}

/** The years that have posts in a language, newest first. */
export async function yearsOf(language: SiteLanguage): Promise<number[]> {
  const { items } = await api.get("/years/", { query: { locale: [language.code], limit: 100 } });
  return items.map(({ year }) => year);
}
