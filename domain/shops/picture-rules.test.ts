import { expect, test } from "vitest";
import { pictureAt, pictureSet } from "./picture-rules";

const uploaded = `/media/${"0a".repeat(20)}.webp`;
const shopifys = "https://cdn.shopify.com/s/files/1/0001/products/mug.jpg";

test("a browser may choose between the widths of a picture that is kept here, up to its own", () => {
  expect(pictureSet("/demo/products/everyday-mug-2.webp")).toBe(
    "/demo/products/everyday-mug-2.280.webp 280w, /demo/products/everyday-mug-2.640.webp 640w, /demo/products/everyday-mug-2.webp 1200w",
  );
  expect(pictureSet(uploaded, 600)).toBe(`${uploaded.replace(".webp", ".280.webp")} 280w, ${uploaded} 600w`);
  expect(pictureSet(uploaded, 280)).toBeUndefined();
});

test("a picture that Shopify keeps is asked for in a width, and its version stays in the address", () => {
  expect(pictureAt(280, shopifys)).toBe(`${shopifys}?width=280`);
  expect(pictureAt(640, `${shopifys}?v=17`)).toBe(`${shopifys}?v=17&width=640`);
  expect(pictureSet(shopifys), "and never as large as it was sent there").toBe(
    `${shopifys}?width=280 280w, ${shopifys}?width=640 640w, ${shopifys}?width=1200 1200w`,
  );
});

test.each([
  "/demo/avatars/ivy.svg",
  "/demo/banners/merle.webp",
  "https://shop.example/mug.webp",
  "/media/../mug.webp",
])("%s is there in one width alone", (url) => {
  expect(pictureAt(280, url)).toBe(url);
  expect(pictureSet(url)).toBeUndefined();
});
