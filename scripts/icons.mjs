// Draws the icons and the picture of link previews from the mark, public/merle.svg: node scripts/icons.mjs
import "./require-node.mjs";
import { readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { findBrowser } from "./browser.mjs";

const mark = readFileSync("public/merle.svg", "utf8");
const paper = "#fbfaf7";

/** @param {number} share of the picture that the mark is wide @param {string} ground */
const square = (share, ground) => `
  <style>body { margin: 0; height: 100vh; display: grid; place-items: center; background: ${ground} }
    svg { width: ${share * 100}vw; display: block }</style>${mark}`;

const preview = `
  <style>body { margin: 0; height: 100vh; box-sizing: border-box; padding: 0 110px; display: flex; align-items: center;
      gap: 70px; background: ${paper}; color: #1b1917; font-family: system-ui, "Noto Sans", "Liberation Sans", sans-serif }
    svg { width: 340px; flex: none } h1 { font-size: 132px; line-height: 1; margin: 0; letter-spacing: -0.03em }
    p { font-size: 40px; line-height: 1.3; margin: 28px 0 0; color: #57514a }</style>
  ${mark}<div><h1>Merle</h1><p>A timeline that people can&nbsp;buy from</p></div>`;

// Launchers cut a maskable icon to a circle of 80%: the mark stays well inside it.
const pictures = [
  { file: "icon-192.png", width: 192, height: 192, page: square(0.74, paper) },
  { file: "icon-512.png", width: 512, height: 512, page: square(0.74, paper) },
  { file: "icon-maskable-512.png", width: 512, height: 512, page: square(0.52, paper) },
  { file: "icon-apple-180.png", width: 180, height: 180, page: square(0.66, paper) },
  { file: "preview.png", width: 1200, height: 628, page: preview },
];

const browser = await chromium.launch({
  executablePath: (await findBrowser()).path,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
for (const { file, width, height, page: content } of pictures) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(content);
  await page.screenshot({ path: `public/${file}`, omitBackground: true });
  await page.close();
}
await browser.close();
