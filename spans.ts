// The one way to say how long something takes, for OpenTelemetry. Until somebody listens (integrations/tracing.ts) it
// only does what it is given.
import { type Attributes, type Context, SpanKind, SpanStatusCode, context, trace } from "@opentelemetry/api";

// On globalThis, because the server begins to listen and Next's bundles each load this module.
const kept = globalThis as typeof globalThis & { merleIsTraced?: boolean };

export const tracingHasBegun = (): void => void (kept.merleIsTraced = true);
export const isTraced = (): boolean => kept.merleIsTraced === true;

export type Told = {
  kind?: "server" | "client";
  attributes: Attributes;
  /** What it belongs to, where that is not what is under way here. */
  parent?: Context;
};

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT };

/**
 * Does `work` as a span of its own; what it does is inside. `tell` adds what is known only afterwards. Attributes hold
 * no names, no addresses and no values that somebody typed. Throws what `work` throws.
 */
export async function inSpan<T>(
  name: string,
  { kind, attributes, parent }: Told,
  work: (tell: (attributes: Attributes) => void) => Promise<T>,
): Promise<T> {
  if (!isTraced()) return work(() => {});
  const options = { attributes, kind: kind ? kinds[kind] : SpanKind.INTERNAL };
  return trace.getTracer("merle").startActiveSpan(name, options, parent ?? context.active(), async (span) => {
    try {
      return await work((more) => void span.setAttributes(more));
    } catch (error) {
      // Its name alone: what errors say may repeat what was typed.
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.setAttribute("error.type", error instanceof Error ? error.name : "unknown");
      throw error;
    } finally {
      span.end();
    }
  });
}
