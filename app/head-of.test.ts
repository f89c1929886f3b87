import { expect, test } from "vitest";
import { headOf } from "./head-of";

test("whoever asks for the head alone hears what the file is, and leaves nothing open", async () => {
  let isClosed = false;
  const file = new ReadableStream({ cancel: () => void (isClosed = true) });
  const get = async () => new Response(file, { headers: { "content-type": "image/webp" } });
  const answer = await headOf(get)(new Request("http://merle.test/media/x"), {});
  expect([answer.status, answer.headers.get("content-type"), answer.body]).toEqual([200, "image/webp", null]);
  expect(isClosed).toBe(true);
});
