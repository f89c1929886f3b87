import { once } from "node:events";
import { type RequestListener, createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { measures } from "./measures";
import { tellWhenAnswered } from "./tell-answered";

async function serving(route: string, answer: RequestListener) {
  const server = createServer((request, response) => {
    tellWhenAnswered(response, { requestId: "a-request", path: "/", route });
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function counted(route: string) {
  const { values } = await measures.requests.get();
  return values.flatMap(({ metricName, labels, value }) =>
    metricName?.endsWith("_count") && labels.route === route ? [[labels.status, value]] : [],
  );
}

test("an answer is counted by its status", async () => {
  const { url } = await serving("/answered", (_, response) => response.writeHead(404).end());
  const [answer] = (await once(get(url), "response")) as [NodeJS.ReadableStream];
  answer.resume();
  await once(answer, "end");
  await expect.poll(() => counted("/answered")).toEqual([["4xx", 1]]);
});

test("a shopper who leaves while the page takes too long is counted as gone", async () => {
  const { server, url } = await serving("/slow", () => {});
  const asked = once(server, "request");
  const request = get(url).on("error", () => undefined);
  await asked;
  request.destroy();
  await expect.poll(() => counted("/slow")).toEqual([["gone", 1]]);
});
