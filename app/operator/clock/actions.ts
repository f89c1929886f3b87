"use server";
// The operator moves the clock of the demo world.
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { type FormState, typedValues } from "@/app/form-state";
import { requestContext } from "@/app/request-context";
import { moveClock, type MoveClockRefusal } from "@/domain/clock/move-clock";
import type { Context } from "@/domain/context";
import { type Instant, minutesAfter } from "@/domain/time";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { noteClockMoved } from "@/integrations/clock";
import { moveLocalStripe } from "@/integrations/local-stripe-clock";
import { log } from "@/integrations/log";

const afterMoveId = z.string().max(40).default("");

const Step = z.object({
  afterMoveId,
  where: z.union([
    z.literal("back"),
    z.templateLiteral(["on:", z.int().min(1).max(100_000)]),
    z.templateLiteral(["to:", z.iso.datetime()]),
  ]),
});

const AnyDay = z.object({ afterMoveId, at: z.iso.datetime({ local: true, offset: false }) });

/** One of the buttons: back, on by so many minutes, or to a day of the history. */
export async function stepClock(form: FormData): Promise<void> {
  const step = Step.safeParse(Object.fromEntries(form));
  if (!step.success) redirect("/operator/clock");
  const { where } = step.data;
  const ctx = await requestContext();
  const refused = await move(ctx, placeOf(ctx, where), step.data.afterMoveId);
  const saidWhenDone = where === "back" ? "back" : "moved";
  const said = refused
    ? ({ "moved-meanwhile": "meanwhile", "out-of-range": "outside" } as const)[refused]
    : saidWhenDone;
  redirect(`/operator/clock?said=${said}`);
}

function placeOf(ctx: Context, where: z.infer<typeof Step>["where"]): Instant | undefined {
  if (where === "back") return undefined;
  const [kind, place] = [where.slice(0, 2), where.slice(3)];
  return kind === "on" ? minutesAfter(ctx.clock.now(), Number(place)) : new Date(place);
}

/** To a day and a time that was typed: UTC. */
export async function setClock(_: FormState, form: FormData): Promise<FormState> {
  const t = await getTranslations("clock");
  const values = typedValues(form);
  const typed = AnyDay.safeParse(values);
  if (!typed.success) return { errors: { at: t("atMissing") }, values };
  const refused = await move(await requestContext(), new Date(`${typed.data.at}Z`), typed.data.afterMoveId);
  if (refused === "out-of-range") return { errors: { at: t("atOutside") }, values };
  if (refused) return { message: t("said.meanwhile"), values };
  redirect("/operator/clock?said=moved");
}

/** Whoever may not is led away, as to a page that does not exist. */
async function move(
  ctx: Context,
  to: Instant | undefined,
  seen: string,
): Promise<Exclude<MoveClockRefusal, "not-found" | "not-the-demo-world"> | undefined> {
  const outcome = await moveClock(ctx, { to, afterMoveId: seen, isDemoWorld: env.isDemoWorld });
  if (!outcome.ok) {
    const { reason } = outcome;
    // The bar, too, shows where somebody else has moved it.
    if (reason === "moved-meanwhile") revalidatePath("/", "layout");
    return reason === "not-found" || reason === "not-the-demo-world" ? redirect("/operator/clock") : reason;
  }
  const { offsetMilliseconds } = outcome.value;
  // First, so that the jobs find it there; should this process end here, the next one sees to it (jobs/follow-clock.ts).
  await moveLocalStripe(offsetMilliseconds).catch((error: unknown) =>
    log.warn({ err: error }, "the local Stripe does not follow the clock, and is told again later"),
  );
  noteClockMoved(offsetMilliseconds);
  revalidatePath("/", "layout");
  return undefined;
}
