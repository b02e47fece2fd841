/** Which language a page is in, and how its dates and numbers are written. */

import type { LocaleCode, Site, SiteLanguage } from "union-cms-client";

/** The language of a path of this frontend: the one with the longest beginning that fits. */
export function languageOf(site: Site, path: string): SiteLanguage {
  const fitting = site.languages.filter((language) => path.startsWith(language.path_prefix));
  fitting.sort((one, other) => other.path_prefix.length - one.path_prefix.length);
  const found = fitting[0] ?? site.languages[0];
  if (!found) throw new Error("The site has no language: publish a home page.");
  return found;
}

/** The attributes of something in another language than the page around it; none where it is the same. */
export function spoken(site: Site, around: SiteLanguage, locale: LocaleCode): { lang?: string; dir?: "ltr" | "rtl" } {
  if (locale === around.code) return {};
  const known = site.languages.find((language) => language.code === locale);
  return known ? { lang: known.tag, dir: known.direction } : { lang: locale };
}

/** What a language calls itself. */
export function nativeName(site: Site, locale: LocaleCode): string {
  return site.languages.find((language) => language.code === locale)?.native_name ?? locale;
}

/** A day as readers of a language write it: 12 November 2019. */
export function writtenDay(day: string, { tag }: SiteLanguage): string {
  const locale = tag === "en" ? "en-GB" : tag;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day.slice(0, 10)));
}

/** A size for people on prepaid data: 43 kB. */
export function writtenSize(bytes: number, { tag }: SiteLanguage): string {
  const isLarge = bytes >= 1e6;
  return new Intl.NumberFormat(tag, {
    style: "unit",
    unit: isLarge ? "megabyte" : "kilobyte",
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(isLarge ? bytes / 1e6 : bytes / 1e3);
}
