"use server";
// What an owner does with the team. Everybody may take themselves out of it.
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { accountFieldErrors, tooManyTries } from "@/app/account-words";
import { type FormState, typedValues } from "@/app/form-state";
import { roles } from "@/db/schema/accounts";
import { Email } from "@/domain/accounts/rules";
import { personOf } from "@/domain/context";
import { changeRole } from "@/domain/shops/change-role";
import { inviteMember } from "@/domain/shops/invite-member";
import { removeMember } from "@/domain/shops/remove-member";
import { teamOf } from "@/domain/shops/team";
import { withdrawInvitation } from "@/domain/shops/withdraw-invitation";
import { getTranslations } from "@/i18n/translations";
import { countTry } from "@/integrations/rate-limits";
import { formContext } from "../choose-shop";

const Invited = z.object({ email: Email, role: z.enum(roles) });
const Invitation = z.object({ invitationId: z.string().max(40) });
const Member = z.object({ personId: z.string().max(40) });

const inTeam = (shopId: string) => formContext(shopId, "/dashboard/team", "see-team");

function showAnew(done: string): never {
  revalidatePath("/dashboard/team");
  redirect(`/dashboard/team?done=${done}`);
}

export async function invite(shopId: string, _: FormState, form: FormData): Promise<FormState> {
  const values = typedValues(form);
  const input = Invited.safeParse(Object.fromEntries(form));
  if (!input.success) return { errors: await accountFieldErrors(input.error), values };
  const { ctx, shop } = await inTeam(shopId);
  const limited = await countTry(ctx, { limit: "invitation-by-shop", key: shop.accountId });
  if (limited) return { message: await tooManyTries(limited), values };
  const outcome = await inviteMember(ctx, { accountId: shop.accountId, ...input.data });
  if (outcome.ok) return showAnew("invited");
  const t = await getTranslations("shops.team.refused");
  return outcome.reason === "already-member"
    ? { errors: { email: t("already-member") }, values }
    : { message: t(outcome.reason), values };
}

/** The same address and role once more. */
export async function again(shopId: string, form: FormData): Promise<void> {
  const { invitationId } = Invitation.parse(Object.fromEntries(form));
  const { ctx, shop } = await inTeam(shopId);
  const { invitations } = await teamOf(ctx, shop.accountId);
  const invitation = invitations.find(({ id }) => id === invitationId);
  const limited = await countTry(ctx, { limit: "invitation-by-shop", key: shop.accountId });
  if (!invitation || limited) return showAnew("gone");
  const { email, role } = invitation;
  const outcome = await inviteMember(ctx, { accountId: shop.accountId, email, role });
  return showAnew(outcome.ok ? "invited" : "gone");
}

export async function withdraw(shopId: string, form: FormData): Promise<void> {
  const { invitationId } = Invitation.parse(Object.fromEntries(form));
  const { ctx, shop } = await inTeam(shopId);
  const outcome = await withdrawInvitation(ctx, { accountId: shop.accountId, invitationId });
  showAnew(outcome.ok ? "withdrawn" : "gone");
}

export async function change(shopId: string, form: FormData): Promise<void> {
  const { personId, role } = Member.extend({ role: z.enum(roles) }).parse(Object.fromEntries(form));
  const { ctx, shop } = await inTeam(shopId);
  const outcome = await changeRole(ctx, { accountId: shop.accountId, personId, role });
  showAnew(outcome.ok ? "changed" : outcome.reason === "last-owner" ? "last-owner" : "gone");
}

export async function remove(shopId: string, form: FormData): Promise<void> {
  const { personId } = Member.parse(Object.fromEntries(form));
  const { ctx, shop } = await inTeam(shopId);
  const outcome = await removeMember(ctx, { accountId: shop.accountId, personId });
  if (outcome.ok && personOf(ctx)?.personId === personId) redirect("/settings#shop");
  showAnew(outcome.ok ? "removed" : outcome.reason === "last-owner" ? "last-owner" : "gone");
}
