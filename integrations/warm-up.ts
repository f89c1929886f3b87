// The first page that a process draws takes it ten times as long as the next: what all pages need is loaded with it. A
// process that has begun to serve therefore asks itself for one, so that nobody else waits for that.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { log } from "./log";

// Home, before its oldest tweet: nothing on it is counted as seen.
const page = `/?before=${"0".repeat(26)}`;
const patienceMilliseconds = 30_000;

/** By a door of its own, because at the common one another process may answer. A failure is left to who asks next. */
export async function warmUp(server: Server): Promise<void> {
  const door = createServer((request, response) => void server.emit("request", request, response));
  try {
    await once(door.listen({ port: 0, host: "127.0.0.1", exclusive: true }), "listening");
    const address = door.address();
    if (typeof address !== "object" || address === null) return;
    const signal = AbortSignal.timeout(patienceMilliseconds);
    await (await fetch(`http://127.0.0.1:${address.port}${page}`, { signal })).text();
  } catch (error) {
    log.warn({ err: error }, "this process could not ask itself for its first page");
  } finally {
    door.close();
    door.closeAllConnections();
  }
}
