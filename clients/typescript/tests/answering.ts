/** A site that gives prepared answers and remembers what it was asked. */

export interface Site {
  asked: Request[];
  fetch: (request: Request) => Promise<Response>;
}

/** Answers every request by a function of its path with its query. */
export function answering(answer: (path: string, request: Request) => Response): Site {
  const asked: Request[] = [];
  return {
    asked,
    fetch: async (request) => {
      asked.push(request.clone());
      const { pathname, search } = new URL(request.url);
      return answer(decodeURIComponent(pathname + search), request);
    },
  };
}

export function json(body: unknown, headers: Record<string, string> = {}, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });
}
