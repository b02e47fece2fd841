/** What must and must not pass the type check. `npm run check` reads it; nothing runs it. */

import { createClient, isPage } from "../src/index.ts";
import type { Block, Category } from "../src/index.ts";

export async function typed(): Promise<void> {
  const api = createClient({ site: "https://union.example.org" });

  const posts = await api.get("/posts/", { query: { locale: ["en"], limit: 1 } });
  posts.items[0]?.title.trim();
  // @ts-expect-error: there is no such parameter
  await api.get("/posts/", { query: { colour: "red" } });
  // @ts-expect-error: there is no such order
  await api.get("/posts/", { query: { order: "size" } });
  // @ts-expect-error: an id is wanted
  await api.get("/posts/{id}/");
  // @ts-expect-error: words are wanted
  await api.get("/search/");
  // @ts-expect-error: `fields` would make the types of the answer a lie
  await api.get("/posts/", { query: { fields: "_,id" } });
  // @ts-expect-error: HTML, not JSON
  await api.get("/preview/userbar/", { query: { token: "" } });

  const { code } = await api.post("/comments/", { post: 1, text: "Hello", token: "t", language: "ur" });
  code.trim();
  // @ts-expect-error: a token is wanted
  await api.post("/comments/", { post: 1, text: "Hello" });
  // @ts-expect-error: nothing can be sent there
  await api.post("/posts/", { post: 1, text: "Hello", token: "t" });

  for await (const category of api.each("/categories/", { query: { locale: ["en"] } })) category satisfies Category;

  const page = await api.get("/pages/find/", { query: { html_path: "/" } });
  // @ts-expect-error: only a home page has a welcome
  page.welcome;
  if (isPage(page, "home.HomePage")) page.welcome.heading.trim();

  const { body } = await api.get("/posts/{id}/", { path: { id: 1 } });
  for (const block of body) if (block.type === "petition") block.value.state satisfies "sent" | "acknowledged" | "answered" | "rejected" | "withdrawn";
}

/** Every type of block once: a new one is an error here until this client's users are told. */
export function named({ type }: Block): string {
  switch (type) {
    case "call_to_action":
    case "document":
    case "embed":
    case "figures":
    case "gallery":
    case "heading":
    case "partners":
    case "petition":
    case "picture":
    case "quotation":
    case "reusable_text":
    case "table":
    case "text":
      return type;
  }
}
