// Sends spans to whatever OTEL_EXPORTER_OTLP_ENDPOINT names, as JSON over HTTP. Loaded late and only then: whoever does
// not trace pays nothing for it. See docs/decisions/2026-11-25-what-is-measured.md.
import { setTimeout } from "node:timers/promises";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-node";
import { tracingHasBegun } from "@/spans";
import { log } from "./log";
import { lastly } from "./this-process";

// Nobody who stops or restarts us waits longer for whoever reads traces.
const patienceMilliseconds = 2_000;

/**
 * @param endpoint the base address, as OpenTelemetry's own settings have it: spans go to ENDPOINT/v1/traces
 * (opentelemetry.io/docs/specs/otel/protocol/exporter).
 */
export async function startTracing(endpoint: string): Promise<void> {
  const { BatchSpanProcessor, NodeTracerProvider } = await import("@opentelemetry/sdk-trace-node");
  // Next's own spans have the address as it was asked for, and links in mails carry secrets in theirs.
  class WithoutAddresses extends BatchSpanProcessor {
    override onEnd(span: ReadableSpan): void {
      delete span.attributes["http.target"];
      super.onEnd(span);
    }
  }
  const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-http");
  const { resourceFromAttributes } = await import("@opentelemetry/resources");
  const url = `${endpoint.replace(/\/+$/, "")}/v1/traces`;
  let isLost = false;
  // Said once, and not every five seconds: whoever set the address has to hear that nothing arrives there.
  class Telling extends OTLPTraceExporter {
    override export(...[spans, done]: Parameters<SpanExporter["export"]>): void {
      super.export(spans, (result) => {
        const { error } = result;
        if (error && !isLost) log.warn({ err: error }, "traces do not arrive, and are thrown away");
        if (!error && isLost) log.warn("traces arrive again");
        isLost = error !== undefined;
        done(result);
      });
    }
  }
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": "merle", "process.pid": process.pid }),
    spanProcessors: [new WithoutAddresses(new Telling({ url }))],
  });
  provider.register();
  tracingHasBegun();
  lastly(() => Promise.race([provider.shutdown().catch(() => undefined), setTimeout(patienceMilliseconds)]));
}
