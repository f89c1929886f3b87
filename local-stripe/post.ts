import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

/** Brings one letter to its address and answers with what was said to it. Rejects when nothing was. */
export type Send = (
  url: string,
  letter: { method: "POST"; headers: Record<string, string>; body: string; signal: AbortSignal },
) => Promise<{ status: number }>;

const answerWithinMs = 10_000;

// A connection that nobody uses is closed by us before the other side does it, which is often after five seconds.
const agentOptions = { keepAlive: true, timeout: 4000 };
const agents = { "http:": new HttpAgent(agentOptions), "https:": new HttpsAgent(agentOptions) };

/** Over the network; an address that sends elsewhere is not followed. */
export const sendByPost: Send = (url, { method, headers, body, signal }) =>
  new Promise((resolve, reject) => {
    const isSecure = url.startsWith("https:");
    const [ask, agent] = isSecure ? [httpsRequest, agents["https:"]] : [httpRequest, agents["http:"]];
    const length = { "content-length": Buffer.byteLength(body) };
    const asked = ask(url, { method, headers: { ...headers, ...length }, agent }, (answer) => {
      answer.once("end", () => resolve({ status: answer.statusCode ?? 0 }));
      answer.once("error", reject);
      answer.resume();
    });
    const breakOff = () => asked.destroy(new Error("No answer is waited for any longer."));
    const limit = setTimeout(breakOff, answerWithinMs);
    signal.addEventListener("abort", breakOff);
    asked.once("error", reject);
    asked.once("close", () => {
      clearTimeout(limit);
      signal.removeEventListener("abort", breakOff);
    });
    asked.end(body);
  });
