import { expect, test } from "vitest";
import { messages } from ".";

test("the buttons that cost money say exactly what the platform decided", () => {
  expect(messages.en.buttons).toEqual({ buyNow: "Buy now", donate: "Donate" });
  expect(messages.fr.buttons).toEqual({ buyNow: "Acheter", donate: "Faire un don" });
});
