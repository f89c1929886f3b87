// A description as people type it, and as it is kept: paragraphs of plain text on the one side, HTML on the other.

const escape = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const unescape = (html: string) =>
  html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** An empty line begins a new paragraph, a single one a new line. */
export function htmlOfText(text: string): string {
  const paragraphs = text
    .replace(/\r\n?/g, "\n")
    .trim()
    .split(/\n\s*\n/);
  return paragraphs
    .filter(Boolean)
    .map((paragraph) => `<p>${escape(paragraph.trim()).replaceAll("\n", "<br />")}</p>`)
    .join("");
}

/** The text that makes this HTML; undefined when it has more than paragraphs and lines, so that nothing is lost. */
export function textOfHtml(html: string): string | undefined {
  const text = unescape(
    html
      .replaceAll("</p><p>", "\n\n")
      .replace(/^<p>|<\/p>$/g, "")
      .replaceAll("<br />", "\n"),
  );
  return htmlOfText(text) === html ? text : undefined;
}
