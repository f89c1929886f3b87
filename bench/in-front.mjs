// A server in front of Merle that speaks HTTP/2 with TLS, as whoever hosts it has one: over the many connections of
// HTTP/1.1 a page comes in another order.
import { readFileSync } from "node:fs";
import http from "node:http";
import http2 from "node:http2";
import path from "node:path";
import { run } from "../scripts/processes.mjs";

const ofOneConnection = new Set(["connection", "keep-alive", "transfer-encoding", "upgrade", "host"]);
const alike = (/** @type {http.IncomingHttpHeaders} */ headers) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !name.startsWith(":") && !ofOneConnection.has(name)),
  );

/**
 * Its certificate is made by openssl and trusted by nobody. Undefined without openssl.
 * @param {string} app the address of what it stands in front of @param {string} folder for its key
 * @returns {Promise<{ url: string, stop(): void } | undefined>}
 */
export async function standInFront(app, folder) {
  const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "certificate.pem")];
  const wanted = ["-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-subj", "/CN=localhost"];
  const { code } = await run("openssl", "openssl", ["req", "-x509", ...wanted], { stdio: "kept" });
  if (code !== 0) return undefined;
  const agent = new http.Agent({ keepAlive: true });
  const server = http2.createSecureServer(
    { key: readFileSync(key), cert: readFileSync(cert), allowHTTP1: true },
    (request, response) => {
      const { method, url } = request;
      const asked = http.request(app + url, { method, agent, headers: alike(request.headers) }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, alike(answer.headers));
        answer.pipe(response);
      });
      asked.once("error", () => response.stream.close());
      request.pipe(asked);
    },
  );
  /** @type {number} */
  const port = await new Promise((resolve) =>
    server.listen(0, () => resolve(/** @type {import("node:net").AddressInfo} */ (server.address()).port)),
  );
  const stop = () => {
    server.close();
    agent.destroy();
  };
  return { url: `https://localhost:${port}`, stop };
}
