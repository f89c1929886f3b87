"use server";
// When the programme or a channel opens.
import { redirect } from "next/navigation";
import { z } from "zod";
import { type FormState, typedValues } from "@/app/form-state";
import { requestContext } from "@/app/request-context";
import { setOpening } from "@/domain/channels/set-opening";
import { getTranslations } from "@/i18n/translations";

const day = z.string().trim().max(20).default("");

const Opening = z.object({
  ownerKind: z.enum(["programme", "channel"]),
  ownerId: z.string().min(1).max(40),
  slug: z.string().min(1).max(80),
  seenOpensAt: z.coerce.date(),
  seenOpenToAllAt: z.union([z.literal("").transform(() => null), z.coerce.date()]),
  opensAt: day,
  openToAllAt: day,
});

export async function saveOpening(_: FormState, form: FormData): Promise<FormState> {
  const input = Opening.parse(Object.fromEntries(form));
  const { slug, opensAt, openToAllAt } = input;
  const outcome = await setOpening(await requestContext(), {
    owner: { kind: input.ownerKind, id: input.ownerId },
    seen: { opensAt: input.seenOpensAt, openToAllAt: input.seenOpenToAllAt },
    days: { opensAt, openToAllAt },
  });
  if (outcome.ok) redirect(`/operator/channels/${encodeURIComponent(slug)}?done=opening`);
  const t = await getTranslations("channels.operator");
  const fault = outcome.detail;
  return {
    message: t(`openingRefused.${outcome.reason}`),
    values: typedValues(form),
    ...(fault ? { errors: { [fault.field]: t(`openingFault.${fault.fault}`) } } : {}),
  };
}
