// A mail before it is HTML or text: one column of few kinds of blocks, which read the same in both.

export type Block =
  | { kind: "text"; text: string }
  | { kind: "small"; text: string }
  | { kind: "button"; label: string; url: string }
  | { kind: "link"; text: string; label: string; url: string }
  | { kind: "rows"; rows: { label: string; value: string; isStrong?: boolean }[] };

export type Letter = { subject: string; blocks: Block[] };
export type RenderedMail = { subject: string; html: string; text: string };

type Frame = {
  locale: string;
  linkHint: string;
  footer: string;
  /** A row of figures as a line of text. */
  line: (label: string, value: string) => string;
};

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
const lines = (text: string) => text.split("\n").map(escape).join("<br>");

export function renderLetter({ subject, blocks }: Letter, frame: Frame): RenderedMail {
  return { subject, html: html(subject, blocks, frame), text: plainText(blocks, frame) };
}

// Colours are set where needed to be read on both grounds; the rest is left to the reader's own theme.
function html(subject: string, blocks: Block[], { locale, linkHint, footer }: Frame): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(subject)}</title>
<style>:root { color-scheme: light dark; } a { color: #1b5bb8; } @media (prefers-color-scheme: dark) { a { color: #8cb9ff; } }</style>
</head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif">
<div style="max-width:520px;margin:0 auto">
<p style="margin:0 0 20px;font-size:20px;font-weight:600">Merle</p>
${blocks.map((block) => blockHtml(block, linkHint)).join("\n")}
<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #8b8378;font-size:13px">${escape(footer)}</p>
</div>
</body>
</html>
`;
}

function blockHtml(block: Block, linkHint: string): string {
  switch (block.kind) {
    case "text":
      return `<p style="margin:0 0 16px">${lines(block.text)}</p>`;
    case "small":
      return `<p style="margin:0 0 16px;font-size:14px">${lines(block.text)}</p>`;
    case "button":
      return `<p style="margin:24px 0 8px"><a class="button" href="${escape(block.url)}" style="display:inline-block;padding:12px 20px;border:1px solid #8b8378;border-radius:8px;background:#1b1917;color:#fbfaf7;font-weight:600;text-decoration:none">${escape(block.label)}</a></p>
<p style="margin:0 0 24px;font-size:13px;overflow-wrap:anywhere">${escape(linkHint)}<br>${escape(block.url)}</p>`;
    case "link":
      return `<p style="margin:0 0 16px;font-size:14px">${lines(block.text)} <a href="${escape(block.url)}">${escape(block.label)}</a></p>`;
    case "rows":
      return `<table role="presentation" style="width:100%;margin:0 0 16px;border-collapse:collapse;font-variant-numeric:tabular-nums">${block.rows.map(rowHtml).join("")}</table>`;
  }
}

function rowHtml({ label, value, isStrong }: { label: string; value: string; isStrong?: boolean }): string {
  // A short label stays in one line beside a long value.
  const wrap = label.length <= 16 ? ";white-space:nowrap" : "";
  const weight = isStrong ? ";font-weight:600;border-top:1px solid #8b8378" : "";
  return `<tr><td style="padding:6px 12px 6px 0;vertical-align:top${wrap}${weight}">${lines(label)}</td><td style="padding:6px 0;text-align:right;vertical-align:top${weight}">${lines(value)}</td></tr>`;
}

function plainText(blocks: Block[], { footer, line }: Frame): string {
  const parts = blocks.map((block) => {
    switch (block.kind) {
      case "text":
      case "small":
        return block.text;
      case "button":
        return `${block.label}\n${block.url}`;
      case "link":
        return `${block.text}\n${block.url}`;
      case "rows":
        return block.rows.map(({ label, value }) => line(label, value.replaceAll("\n", ", "))).join("\n");
    }
  });
  return `${[...parts, `-- \n${footer}`].join("\n\n")}\n`;
}
