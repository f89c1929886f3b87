// Sends spans to whatever OTEL_EXPORTER_OTLP_ENDPOINT names, as JSON over HTTP. Loaded late and only then: whoever does
// not trace pays nothing for it. See docs/decisions/2026-11-25-what-is-measured.md.
import type { ReadableSpan } from "@opentelemetry/sdk-trace-node";
import { lastly } from "./this-process";
import { tracingHasBegun } from "@/spans";

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
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, "")}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": "merle", "process.pid": process.pid }),
    spanProcessors: [new WithoutAddresses(exporter)],
  });
  provider.register();
  tracingHasBegun();
  lastly(() => provider.shutdown().catch(() => undefined));
}
