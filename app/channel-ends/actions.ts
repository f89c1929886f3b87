"use server";
// Announce, change or call off an end: the operator's, or a shop's own.
import { redirect } from "next/navigation";
import { z } from "zod";
import type { FormState } from "@/app/form-state";
import { requestContext } from "@/app/request-context";
import { lifeOwners } from "@/db/schema/channels";
import { announceEnd } from "@/domain/channels/announce-end";
import { cancelEnd } from "@/domain/channels/cancel-end";
import { changeEnd } from "@/domain/channels/change-end";
import type { EndOwner } from "@/domain/channels/end-owner";
import { getTranslations } from "@/i18n/translations";

const Which = z.object({
  ownerKind: z.enum(lifeOwners),
  ownerId: z.string().min(1).max(40),
  slug: z.string().min(1).max(80),
  seenRevision: z.coerce.number().int().min(0),
});

const day = z.string().trim().max(20).default("");
const WithDays = Which.extend({
  lastNewListingAt: day,
  salesEndAt: day,
  fulfilByAt: day,
  refundsUntilAt: day,
  closesAt: day,
});

export async function announce(_: FormState, form: FormData): Promise<FormState> {
  const { ownerKind, ownerId, slug, seenRevision, ...days } = WithDays.parse(Object.fromEntries(form));
  const owner = { kind: ownerKind, id: ownerId };
  return answered(
    owner,
    slug,
    "announced",
    await announceEnd(await requestContext(), { owner, seenRevision, days }),
  );
}

export async function change(_: FormState, form: FormData): Promise<FormState> {
  const { ownerKind, ownerId, slug, seenRevision, ...days } = WithDays.parse(Object.fromEntries(form));
  const owner = { kind: ownerKind, id: ownerId };
  return answered(
    owner,
    slug,
    "changed",
    await changeEnd(await requestContext(), { owner, seenRevision, days }),
  );
}

export async function callOff(_: FormState, form: FormData): Promise<FormState> {
  const { ownerKind, ownerId, slug, seenRevision } = Which.parse(Object.fromEntries(form));
  const owner = { kind: ownerKind, id: ownerId };
  return answered(owner, slug, "cancelled", await cancelEnd(await requestContext(), { owner, seenRevision }));
}

type Answer =
  | Awaited<ReturnType<typeof announceEnd>>
  | Awaited<ReturnType<typeof changeEnd>>
  | Awaited<ReturnType<typeof cancelEnd>>;

async function answered(
  owner: EndOwner,
  slug: string,
  done: "announced" | "changed" | "cancelled",
  outcome: Answer,
): Promise<FormState> {
  const base = owner.kind === "connection" ? "/dashboard/channels" : "/operator/channels";
  if (outcome.ok) redirect(`${base}/${encodeURIComponent(slug)}?done=${done}`);
  const t = await getTranslations("channels.end");
  return { message: t(`refused.${outcome.reason}`) };
}
