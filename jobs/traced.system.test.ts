import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { ROOT_CONTEXT, propagation } from "@opentelemetry/api";
import { people } from "@/db/schema/accounts";
import { beforeAll, expect, test, vi } from "vitest";
import { world } from "@/domain/testing";
import { inSpan } from "@/spans";
import { log } from "@/integrations/log";
import { startTracing } from "@/integrations/tracing";
import { runJobs } from "./run-jobs";

type Span = { name: string; traceId: string; spanId: string; parentSpanId?: string };
type Sent = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };

const arrived: Span[] = [];
let isOpen = true;
const collector = createServer((request, response) => void take(request, response));
async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { resourceSpans } = (await json(request)) as Sent;
  if (isOpen) arrived.push(...resourceSpans.flatMap((one) => one.scopeSpans.flatMap(({ spans }) => spans)));
  response.writeHead(isOpen ? 200 : 400, { "content-type": "application/json" }).end("{}");
}
const named = (name: string) => arrived.filter((span) => span.name === name);

beforeAll(async () => {
  process.env["OTEL_BSP_SCHEDULE_DELAY"] = "50";
  collector.listen(0, "127.0.0.1");
  await once(collector, "listening");
  await startTracing(`http://127.0.0.1:${(collector.address() as AddressInfo).port}/`);
  return () => void collector.close();
});

test("what a job asks the database is part of its turn", async () => {
  const w = await world();
  const stopping = new AbortController();
  const workThrough = async () => {
    await w.db.transaction(async () => void (await w.db.select().from(people)));
    return { done: 0, failed: [] };
  };
  runJobs([{ name: "look-around", everySeconds: 60, workThrough }], w.schedule, stopping.signal);
  await vi.waitFor(() => expect(named("job look-around")).toHaveLength(1), 10_000);
  stopping.abort();
  const [job] = named("job look-around");
  expect(job?.parentSpanId).toBeFalsy();
  const ofJob = arrived.filter(({ traceId }) => traceId === job?.traceId);
  const transaction = ofJob.find(({ name }) => name === "db transaction");
  expect(transaction?.parentSpanId).toBe(job?.spanId);
  expect(ofJob.find(({ name }) => name === "db select")?.parentSpanId).toBe(transaction?.spanId);
});

test("what a trusted proxy began goes on here", async () => {
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const parent = propagation.extract(ROOT_CONTEXT, { traceparent });
  await inSpan("GET /", { kind: "server", attributes: {}, parent }, async () => {});
  await vi.waitFor(() => expect(named("GET /")).toHaveLength(1), 10_000);
  expect(named("GET /")[0]).toMatchObject({
    traceId: "0af7651916cd43dd8448eb211c80319c",
    parentSpanId: "b7ad6b7169203331",
  });
});

test("that traces do not arrive is said once, and when they do again", async () => {
  const said = vi.spyOn(log, "warn");
  const tellOf = (words: string) =>
    vi.waitFor(async () => {
      await inSpan("a look", { attributes: {} }, async () => {});
      expect(said.mock.calls.flat()).toContain(words);
    }, 10_000);
  isOpen = false;
  await tellOf("traces do not arrive, and are thrown away");
  isOpen = true;
  await tellOf("traces arrive again");
  expect(said).toHaveBeenCalledTimes(2);
});
