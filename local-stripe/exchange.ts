// What is asked of this server and what it answers, whichever way it came: Node's own server makes neither a Request nor
// a Response, which cost more than the work that most requests ask for.

export interface Question {
  method: string;
  url: URL;
  headers: Pick<Headers, "get" | "has">;
  /** The body. Rejects when it is too large. */
  text(): Promise<string>;
  /** Resolves when whoever asked waits no longer. */
  gone(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer>;
}

export function questionOf(request: Request): Question {
  const { method, headers, signal } = request;
  return {
    method,
    url: new URL(request.url),
    headers,
    text: () => request.text(),
    gone: () =>
      new Promise((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener("abort", () => resolve(), { once: true });
      }),
  };
}

export async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response;
  return { status, headers: Object.fromEntries(headers), body: new Uint8Array(await response.arrayBuffer()) };
}

export function responseOf({ status, headers, body }: Answer): Response {
  return new Response(body.length === 0 ? null : body, { status, headers });
}
