// One line of log and one count for each request, when its answer is out or whoever asked is gone.
import type { ServerResponse } from "node:http";
import { log } from "./log";
import { measures, methodLabel, statusLabel } from "./measures";

const longestPath = 200;

/** @param path without the query: links in mails carry secrets there · @param route its pattern, for the count. */
export function tellWhenAnswered(
  response: ServerResponse,
  { requestId, path, route }: { requestId: string; path: string; route: string },
): void {
  const beganAt = performance.now();
  const { method } = response.req;
  // Not "finish": it never comes for those who did not wait, and they are the ones to hear of.
  response.once("close", () => {
    const milliseconds = performance.now() - beganAt;
    const isGone = !response.writableFinished;
    const status = response.statusCode;
    measures.requests.observe(
      { method: methodLabel(method), route, status: isGone ? "gone" : statusLabel(status) },
      milliseconds / 1000,
    );
    const ms = Math.round(milliseconds);
    const asked = { requestId, method, path: path.slice(0, longestPath) };
    if (isGone) log.info({ ...asked, ms }, "whoever asked left before the answer");
    else log.info({ ...asked, status, ms }, "request");
  });
}
