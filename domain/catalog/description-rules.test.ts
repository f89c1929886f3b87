import { expect, test } from "vitest";
import { htmlOfText, textOfHtml } from "./description-rules";
import { safeDescription } from "./import/description";

test.each([
  ["", ""],
  ["Clay.", "<p>Clay.</p>"],
  ["Clay.\n\nThrown by hand.\nIn Lyon.", "<p>Clay.</p><p>Thrown by hand.<br />In Lyon.</p>"],
  ['A <b> & "c" isn’t', '<p>A &lt;b&gt; &amp; "c" isn’t</p>'],
  ["&lt; stays &amp;lt;", "<p>&amp;lt; stays &amp;amp;lt;</p>"],
])("the text %j is kept as HTML, comes back, and is safe as it is", (text, html) => {
  expect(htmlOfText(text)).toBe(html);
  expect(textOfHtml(html)).toBe(text);
  expect(safeDescription(html, "https://a.example")).toBe(html);
});

test("lines of Windows and room around are no text", () => {
  expect(htmlOfText("\r\n Clay.\r\n \r\n\r\nHand.  \r\n")).toBe("<p>Clay.</p><p>Hand.</p>");
});

test.each([
  "<p>a</p>\n<p>b</p>",
  "<ul><li>a</li></ul>",
  "<p>a <em>b</em></p>",
  "bare",
  "<p>a</p>b",
  "<p></p>",
])("%s is more than text, and stays HTML", (html) => {
  expect(textOfHtml(html)).toBeUndefined();
});
