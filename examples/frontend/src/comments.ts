/** What readers say under posts: read with the page, sent from this server for who has no JavaScript. */

import type { Comment, LocaleCode, Post } from "union-cms-client";
import { orNull, Problem } from "union-cms-client";

import { api } from "./api";

/** A form that is shown: what stands in it, the mark that it needs, and what was wrong. */
export interface Form {
  token: string;
  parent: Comment | null;
  name: string;
  text: string;
  language: string;
  problem: string;
}

/** What the page says of comments: them all and, where somebody writes or has written, the form or the code. */
export interface Conversation {
  comments: Comment[];
  isOpen: boolean;
  form: Form | null;
  code: string;
  /** 200, or that of what was refused. */
  status: number;
}

/** The conversation under a post, as the request wants it: to read, `?write` to say something, POST to send it. */
export async function conversationOf(post: Post, url: URL, request: Request): Promise<Conversation> {
  const comments = await inThreads(api.each("/comments/", { query: { post: post.id } }));
  const last = post.comments?.closes_on ?? null;
  const isOpen = last === null || new Date().toISOString().slice(0, 10) <= last;
  const read: Conversation = { comments, isOpen, form: null, code: "", status: 200 };
  if (!url.searchParams.has("write")) return read;

  const sent = request.method === "POST" ? await request.formData() : new FormData();
  const of = (name: string) => String(sent.get(name) ?? "");
  const number = Number(of("parent") || url.searchParams.get("write"));
  const parent = comments.find(({ id }) => id === number) ?? null;
  const said = { name: of("name"), text: of("text"), language: of("language"), parent };
  let refusal: Problem | null = null;
  if (request.method === "POST") {
    try {
      const body = { ...said, language: said.language as LocaleCode, parent: parent?.id ?? null };
      const { code } = await api.post("/comments/", { ...body, post: post.id, token: of("token") });
      return { ...read, code };
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      refusal = error;
    }
  }
  // A token holds once: each form that is shown has its own.
  const fresh = await orNull(api.get("/comments/token/", { query: { post: post.id } }), 404, 409);
  const status = refusal?.status ?? 200;
  if (!fresh) return { ...read, isOpen: false, status: refusal ? status : 409 };
  return { ...read, status, form: { ...said, token: fresh.token, problem: refusal?.message ?? "" } };
}

/** The comments, each with the answers to it right below; what answers one that was erased comes last. */
async function inThreads(found: AsyncIterable<Comment>): Promise<Comment[]> {
  const first = new Map<number, Comment[]>();
  const orphans: Comment[] = [];
  for await (const comment of found) {
    if (comment.parent === null) first.set(comment.id, [comment]);
    else (first.get(comment.parent) ?? orphans).push(comment);
  }
  return [...first.values(), orphans].flat();
}
