import { beforeEach, expect, test } from "vitest";
import { newId } from "@/db/id";
import { noteCards, putBackCards, takeCards } from "./seen-cards";

const listingId = newId(new Date());
const see = (times: number) => {
  for (let time = 0; time < times; time++)
    noteCards([{ listingId, tweetId: newId(new Date()), what: "seen" }]);
};

beforeEach(() => void takeCards());

test("while the database cannot be written, what was seen is kept without growing for ever, and none is lost", () => {
  see(10_400);
  putBackCards(takeCards());
  see(100);
  const taken = takeCards();
  expect(taken.length).toBeLessThanOrEqual(10_001);
  expect(taken.reduce((sum, { seen }) => sum + seen, 0)).toBe(10_500);
  expect(takeCards()).toEqual([]);
});
