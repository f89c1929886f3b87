import { createServer } from "node:http";
import { expect, test } from "vitest";
import { warmUp } from "./warm-up";

test("a process asks itself for a page on which nothing is counted as seen, and leaves no door open", async () => {
  const asked: string[] = [];
  let door: number | undefined;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    door = request.socket.localPort;
    response.end("a page");
  });
  await warmUp(server);
  expect(asked).toEqual([`GET /?before=${"0".repeat(26)}`]);
  await expect(fetch(`http://127.0.0.1:${door}/`)).rejects.toThrow();
});

test("a page that is never answered is left to who asks next", async () => {
  let asked = 0;
  await warmUp(
    createServer((request) => {
      asked++;
      request.socket.destroy();
    }),
  );
  expect(asked).toBe(1);
});
