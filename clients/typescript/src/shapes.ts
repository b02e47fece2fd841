/** Short names for the shapes that components are written for. */

import type { Item } from "./client.ts";
import type { components } from "./schema.ts";

type Schemas = components["schemas"];

/** A language as `locale` takes it. */
export type LocaleCode = Schemas["LocaleCode"];

/** All that surrounds a page, in every language. */
export type Site = Schemas["SiteDetail"];
export type SiteLanguage = Schemas["SiteLanguage"];

/** A page with all that it holds: one of the kinds, which `isPage` tells apart. */
export type AnyPage = Schemas["AnyPage"];
export type PageType = AnyPage["meta"]["type"];
export type PageOf<Type extends PageType> = Extract<AnyPage, { meta: { type: Type } }>;
export type PageReference = Schemas["PageReference"];

/** A post in a list, and one with its body. */
export type PostCard = Schemas["Card"];
export type Post = Schemas["PostDetail"];
export type Category = Item<"/categories/">;
export type Author = Item<"/authors/">;
export type Partner = Schemas["PartnerShape"];

/** A block of a body; `type` says what `value` is. */
export type Block = Schemas["BodyBlock"];
export type BlockType = Block["type"];
export type BlockOf<Type extends BlockType> = Extract<Block, { type: Type }>;
export type ValueOf<Type extends BlockType> = BlockOf<Type>["value"];
/** What the union asks for, or a way to help. */
export type Point = Schemas["PointBlock"];

export type Picture = Schemas["Picture"];
export type Source = Schemas["Source"];
export type DocumentShape = Schemas["DocumentShape"];
export type Link = Schemas["Link"];

/** What somebody said under a post, and a comment as it is sent. */
export type Comment = Item<"/comments/">;
export type NewComment = Schemas["NewComment"];

/** The tree of a rich text: paragraphs and lists, the words in them, and what an item of a list holds. */
export type RichText = Schemas["RichText"];
export type BlockNode = Schemas["BlockNode"];
export type InlineNode = Schemas["InlineNode"];
export type ItemNode = Schemas["ItemNode"];

export type SearchAnswer = Schemas["SearchAnswer"];
export type SearchResult = Schemas["ResultCard"];
export type Facets = Schemas["FacetsShape"];
export type Choice = Schemas["ChoiceShape"];

/** Whether a page is of a kind; TypeScript then knows what it holds. */
export function isPage<Type extends PageType>(page: AnyPage, type: Type): page is PageOf<Type> {
  return page.meta.type === type;
}
