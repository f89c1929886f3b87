// What a merchant writes about a product, made safe to show, and the short text that a card has room for.
import sanitizeHtml from "sanitize-html";

const summaryLength = 200;

/** Absolute web and mail addresses; those of the merchant's own site are completed. */
function linkFrom(href: string | undefined, website: string): string | undefined {
  if (!href) return undefined;
  try {
    const url = new URL(href, website);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps paragraphs, lists, emphasis, small headings and links to the web; everything else goes. */
export function safeDescription(html: string, website: string): string {
  return sanitizeHtml(html, {
    allowedTags: ["p", "ul", "ol", "li", "strong", "em", "b", "i", "br", "h3", "h4", "a", "div"],
    allowedAttributes: { a: ["href", "rel"] },
    allowedSchemes: ["http", "https", "mailto"],
    transformTags: {
      h1: "h3",
      h2: "h3",
      h5: "h4",
      h6: "h4",
      a: (tagName, { href }): sanitizeHtml.Tag => {
        const link = linkFrom(href, website);
        if (!link) return { tagName, attribs: {} };
        return { tagName, attribs: { href: link, rel: "nofollow noopener noreferrer" } };
      },
    },
  }).trim();
}

/** The plain text of a sanitised description, cut between words to at most 200 characters. */
export function summaryOf(safeHtml: string): string {
  const spaced = safeHtml.replace(/<\/?(p|li|ul|ol|br|div|h3|h4)\b/g, " $&");
  const text = sanitizeHtml(spaced, { allowedTags: [], allowedAttributes: {} })
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
  const characters = Array.from(text);
  if (characters.length <= summaryLength) return text;
  const cut = characters.slice(0, summaryLength - 1).join("");
  const end = cut.lastIndexOf(" ");
  return `${(end > summaryLength / 2 ? cut.slice(0, end) : cut).replace(/[\s.,;:!?–-]+$/u, "")}…`;
}
