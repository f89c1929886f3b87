/** Markup that is safe to send: built by `html`, which escapes every value put into it. */
export class Html {
  constructor(readonly markup: string) {}
}

export type HtmlValue = string | number | null | undefined | Html | HtmlValue[];

export function html(parts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(parts.map((part, index) => part + rendered(values[index])).join(""));
}

function rendered(value: HtmlValue): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map(rendered).join("");
  return String(value)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A page with its own Content-Security-Policy: nothing inline, nothing from elsewhere. */
export function page(body: Html, options: { status?: number; formTargets?: string[] } = {}): Response {
  const formAction = ["'self'", ...(options.formTargets ?? [])].join(" ");
  return new Response(`<!doctype html>\n${body.markup}`, {
    status: options.status ?? 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action ${formAction}`,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
}
