/** What the API refuses, as an error that says what to do. */

import type { components } from "./schema.ts";

type ProblemShape = components["schemas"]["Problem"];

/** A refused question or a fault of the site. `message` says what to do. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  /** A short code: "unknown-parameter", "bad-value", "not-found", "too-many-requests" and so on. */
  readonly kind: string;
  /** The address that was asked. */
  readonly url: string;
  /** The name of the parameter that was wrong. */
  readonly parameter: string | null;
  /** What that parameter takes, where it can be listed. */
  readonly allowed: readonly unknown[];
  /** Seconds to wait before asking again; null where nobody said so. */
  readonly retryAfter: number | null;

  constructor(shape: Partial<ProblemShape>, response: Response) {
    super(shape.detail || shape.title || `The site answered with ${response.status}.`);
    const seconds = Number(response.headers.get("Retry-After"));
    this.status = response.status;
    this.kind = shape.type?.match(/problem[-:]([\w-]+)$/)?.[1] ?? "unknown";
    this.url = response.url;
    this.parameter = shape.parameter ?? null;
    this.allowed = shape.allowed ?? [];
    this.retryAfter = seconds > 0 ? seconds : null;
  }
}

/** The problem in an answer; `body` is what it held, if it could be read: a proxy may answer with anything. */
export function problemFrom(response: Response, body: unknown): Problem {
  return new Problem(typeof body === "object" && body !== null ? body : {}, response);
}
