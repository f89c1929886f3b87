// Ask somebody by mail to join a shop. Asking the same address again sends another mail for the same invitation, with
// the role named last and seven days anew: one row per address, which the unique index settles.
// Undo: withdraw-invitation.
import { and, eq, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { accounts, members, people } from "@/db/schema/accounts";
import { invitations } from "@/db/schema/shops";
import { createMailLink } from "@/domain/accounts/mail-links";
import { type Core, inTransaction, type Locale, personOf, type Role } from "@/domain/context";
import { queueMail } from "@/domain/mail/queue-mail";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { daysAfter } from "@/domain/time";
import { mayActFor } from "./access";
import { noteAudit } from "./note-audit";
import { invitationDays } from "./team-rules";

export type InviteMember = {
  accountId: string;
  /** Lower case. */
  email: string;
  role: Role;
};
export type InviteMemberRefusal = "not-found" | "already-member";

/** Refuses who may not edit the team, and the address of a member. */
export async function inviteMember(
  ctx: Core,
  { accountId, email, role }: InviteMember,
): Promise<Outcome<{ invitationId: string }, InviteMemberRefusal>> {
  const person = personOf(ctx);
  if (!person || !mayActFor(ctx, accountId, "edit-team")) return refuse("not-found");
  return inTransaction(ctx, async (core) => {
    const reader = await readerOf(core, accountId, email);
    if (reader?.isMember) return refuse("already-member");
    const now = core.clock.now();
    const terms = { role, invitedBy: person.personId, expiresAt: daysAfter(now, invitationDays) };
    const [invitation] = await core.db
      .insert(invitations)
      .values({ id: newId(now), accountId, email, createdAt: now, ...terms })
      .onConflictDoUpdate({
        target: [invitations.accountId, invitations.email],
        targetWhere: sql`accepted_at is null and withdrawn_at is null`,
        set: terms,
      })
      .returning({ id: invitations.id });
    if (!invitation) return refuse("not-found");
    await mailInvitation(core, { ...terms, id: invitation.id, accountId, email }, reader?.locale);
    await noteAudit(core, {
      accountId,
      action: "member-invited",
      subjectKind: "invitation",
      subjectId: invitation.id,
      detail: { after: { email, role } },
    });
    return ok({ invitationId: invitation.id });
  });
}

/** Who reads this address here, if anybody has confirmed it. */
async function readerOf(core: Core, accountId: string, email: string) {
  const [reader] = await core.db
    .select({ locale: people.locale, role: members.role })
    .from(people)
    .leftJoin(members, and(eq(members.personId, people.id), eq(members.accountId, accountId)))
    .where(and(eq(people.email, email), sql`${people.emailConfirmedAt} is not null`));
  return reader && { locale: reader.locale, isMember: reader.role !== null };
}

type Invited = {
  id: string;
  accountId: string;
  email: string;
  role: Role;
  invitedBy: string;
  expiresAt: Date;
};

/** In the language of who reads it where they are known, else in that of who invites. */
async function mailInvitation(core: Core, invited: Invited, locale: Locale | undefined): Promise<void> {
  const nameOf = async (accountId: string) => {
    const [account] = await core.db
      .select({ name: accounts.name })
      .from(accounts)
      .where(eq(accounts.id, accountId));
    return account?.name ?? "";
  };
  const secret = await createMailLink(core, {
    kind: "join-shop",
    email: invited.email,
    subjectId: invited.id,
    expiresAt: invited.expiresAt,
  });
  await queueMail(core, {
    kind: "shop-invitation",
    to: invited.email,
    locale: locale ?? core.locale,
    content: {
      shopName: await nameOf(invited.accountId),
      invitedBy: await nameOf(personOf(core)?.accountId ?? ""),
      role: invited.role,
      url: `/join?token=${secret}`,
      expiresAt: invited.expiresAt.toISOString(),
    },
    eventKey: `shop-invitation:${invited.id}:${newId(core.clock.now())}`,
  });
}
