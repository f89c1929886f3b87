// The web server: Next behind a few lines of node:http, which give every answer its Content-Security-Policy with a
// fresh nonce (Next reads it from the request and stamps it on its scripts), its other headers, an id that all lines of
// log about it carry, and one line of log.
import { randomBytes } from "node:crypto";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import { ROOT_CONTEXT, context, propagation } from "@opentelemetry/api";
import { env } from "./env";
import { countryOf } from "./i18n/country";
import { localeOf } from "./i18n/locale";
import { knownOffset } from "./integrations/clock";
import { addUpCounts, answerWithCounts } from "./integrations/counted-together";
import { log } from "./integrations/log";
import { measureThisProcess, methodLabel } from "./integrations/measures";
import { routePatterns } from "./integrations/route-patterns";
import { isAsset, packedAssets } from "./integrations/packed-assets";
import { tellWhenAnswered } from "./integrations/tell-answered";
import { isFromThisMachine } from "./integrations/this-machine";
import { endWhenTold, keepHeapSmall } from "./integrations/this-process";
import { asRequest, requestIdOf } from "./integrations/this-request";
import { type SeenFrom, VisitorPages, cookieOf, isVisitor } from "./integrations/visitor-pages";
import { inSpan, isTraced } from "./spans";
import { warmUp } from "./integrations/warm-up";
import { type FromWebProcess, startWebProcesses, startsOthers } from "./integrations/web-processes";

// Less than the time after which whoever started us ends us (scripts/processes.mjs).
const patience = {
  drainMilliseconds: env.drainSeconds * 1000,
  workMilliseconds: 7_000,
  stopMilliseconds: 10_000,
};

keepHeapSmall();
const isDev = !env.isProduction;
const stripeOrigins = {
  local: {
    script: (host: string) => `http://${host}:${localStripePort()}`,
    other: (host: string) => `http://${host}:${localStripePort()}`,
    // Its own address, by which we ask it, is in the links that it gives us.
    bank: (host: string) => `http://${host}:${localStripePort()} http://127.0.0.1:${localStripePort()}`,
  },
  hosted: {
    script: () => "https://js.stripe.com https://*.js.stripe.com",
    other: () => "https://api.stripe.com https://*.stripe.com",
    bank: () => "https://*.stripe.com",
  },
}[env.stripe.mode === "local" ? "local" : "hosted"];

function localStripePort(): number {
  return env.stripe.mode === "local" ? env.stripe.port : 0;
}

function contentSecurityPolicy(nonce: string, host: string): string {
  const script = stripeOrigins.script(host);
  const other = stripeOrigins.other(host);
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' ${script}${isDev ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // The pictures of an imported catalogue lie where the merchant's shop keeps them.
    "img-src 'self' data: https:",
    `connect-src 'self' ${other}${isDev ? " ws:" : ""}`,
    `frame-src 'self' ${script} ${other}`,
    // Without JavaScript the form that pays is led on to the bank's page, which is Stripe's.
    `form-action 'self' ${stripeOrigins.bank(host)}`,
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

// A mail shown in the outbox: its own inline styles, nothing else, and only in a frame of ours.
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'";
const isMail = (path: string) => /^\/outbox\/[^/]+\/html$/.test(path);

/** The host name by which the browser reached us, without its port. Only its letters get into the policy. */
function hostName(request: IncomingMessage): string {
  const host = /^([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d+)?$/i.exec(request.headers.host ?? "");
  return host?.[1] ?? "localhost";
}

function clientAddress(request: IncomingMessage): string {
  const forwarded = env.trustsProxy ? request.headers["x-forwarded-for"] : undefined;
  const last = (Array.isArray(forwarded) ? forwarded.join(",") : forwarded)?.split(",").at(-1)?.trim();
  return last || request.socket.remoteAddress || "unknown";
}

function seenFrom(request: IncomingMessage): SeenFrom {
  const spoken = request.headers["accept-language"] ?? null;
  const language = localeOf(cookieOf(request, "locale"), spoken);
  return {
    language,
    country: countryOf(spoken, language),
    hints: cookieOf(request, "hints") === "skipped" ? "skipped" : "shown",
    clockOffset: knownOffset(),
    host: hostName(request),
  };
}

/** One span of the whole answer. Only a proxy that is trusted can say what it belongs to. */
function traced(
  request: IncomingMessage,
  response: ServerResponse,
  route: string,
  draw: () => Promise<void>,
): Promise<void> {
  const method = methodLabel(request.method);
  const parent = env.trustsProxy ? propagation.extract(ROOT_CONTEXT, request.headers) : context.active();
  const requestId = request.headers["x-request-id"];
  const attributes = { "http.request.method": method, "http.route": route, "merle.request_id": requestId };
  return inSpan(`${method} ${route}`, { kind: "server", attributes, parent }, async (tell) => {
    await draw();
    tell({ "http.response.status_code": response.statusCode });
  });
}

/** Without the line in which Next tells, in each process, how long it took to read its settings. Warnings are said. */
async function quietly(prepare: () => Promise<void>): Promise<void> {
  const { log: say } = console;
  Object.assign(console, { log: () => {} });
  await prepare().finally(() => Object.assign(console, { log: say }));
}

async function main(): Promise<void> {
  // Late: whoever only starts others does without.
  const { default: next } = await import("next");
  const { webhookAt, webhookPaths } = await import("./webhooks");
  if (env.tracesTo) await (await import("./integrations/tracing")).startTracing(env.tracesTo);
  const server = createServer();
  // Longer than what stands in front keeps an idle connection: who closes first must not be us, while a request comes.
  server.keepAliveTimeout = 65_000;
  endWhenTold(server, patience);
  // What it would say of errors is said by instrumentation.ts: as one line, with the request, and without what was typed.
  const app = next({ dev: isDev, quiet: !isDev, hostname: "localhost", port: env.port, httpServer: server });
  const handle = app.getRequestHandler();
  const assets = isDev ? undefined : packedAssets();
  const visitorPages = new VisitorPages();
  const patternOf = routePatterns(".next/routes-manifest.json", webhookPaths);
  measureThisProcess();
  answerWithCounts();

  const answer = (request: IncomingMessage, response: ServerResponse, requestId: string) => {
    // Without the query: links in mails carry secrets there.
    const path = (request.url ?? "").split("?")[0] ?? "";
    const policy = isMail(path)
      ? mailPolicy
      : contentSecurityPolicy(randomBytes(16).toString("base64"), hostName(request));
    request.headers["content-security-policy"] = policy;
    request.headers["x-from-this-machine"] = isFromThisMachine(request.socket.remoteAddress, request.headers)
      ? "yes"
      : "no";
    request.headers["x-client-address"] = clientAddress(request);
    request.headers["x-request-id"] = requestId;
    response.setHeader("X-Request-Id", requestId);
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
    response.setHeader("X-Frame-Options", isMail(path) ? "SAMEORIGIN" : "DENY");
    response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    if (env.publicUrl.startsWith("https:"))
      response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
    tellWhenAnswered(response, { requestId, path, route: patternOf(path) });
    if (assets && isAsset(path)) {
      assets(request, response, () => void handle(request, response));
      return;
    }
    const webhook = webhookAt(path);
    const draw = () => {
      if (webhook) return webhook(request, response);
      return !isDev && isVisitor(request)
        ? visitorPages.answer(seenFrom(request), request, response, handle)
        : handle(request, response);
    };
    const answered = isTraced() ? traced(request, response, patternOf(path), draw) : draw();
    answered.catch((error: unknown) => {
      // Whoever asked left in the middle of what they sent: tellWhenAnswered tells of that.
      if (error !== request.errored) log.error({ err: error }, "a request failed");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
  server.on("request", (request, response) => {
    const id = requestIdOf(request.headers["x-request-id"]);
    asRequest(id, () => answer(request, response, id));
  });

  await (isDev ? app.prepare() : quietly(() => app.prepare()));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(env.port, resolve);
  });
  log.info({ port: env.port }, "serving");
  tell("serving");
  if (!isDev) await warmUp(server);
  tell("warm");
}

const tell = (message: FromWebProcess) => process.send?.(message);

if (startsOthers(env.webProcesses)) {
  startWebProcesses(env.webProcesses, () => tell("serving"));
  addUpCounts();
} else
  main().catch((error: unknown) => {
    const inUse = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    process.stderr.write(
      inUse
        ? `Port ${env.port} is in use. Stop what uses it, or set PORT to another.\n`
        : `${String(error)}\n`,
    );
    process.exit(1);
  });
