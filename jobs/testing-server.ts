// A process for tests: the jobs, and a server that stops as server.ts does. Its one answer waits for a word of the test.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { endWhenTold } from "@/integrations/this-process";
import { startJobs } from "./start-jobs";

const server = createServer();
endWhenTold(server, {
  drainMilliseconds: 0,
  workMilliseconds: Number(process.argv[2] ?? 5000),
  stopMilliseconds: 8000,
});
server.on("request", (_, response) => {
  response.write("the first half, ");
  process.once("message", () => response.end("and the second"));
});
server.listen(0, "127.0.0.1", () => {
  startJobs();
  process.send?.({ port: (server.address() as AddressInfo).port });
});
