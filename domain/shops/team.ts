// Who works for a shop, and who was asked to.
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { accounts, members, people } from "@/db/schema/accounts";
import { invitations } from "@/db/schema/shops";
import { type Core, type Role, personOf } from "@/domain/context";
import type { Instant } from "@/domain/time";
import { mayActFor } from "./access";

export type TeamMember = {
  personId: string;
  handle: string;
  name: string;
  avatarUrl: string | null;
  role: Role;
  since: Instant;
  isSelf: boolean;
};

export type OpenInvitation = {
  id: string;
  email: string;
  role: Role;
  expiresAt: Instant;
  isExpired: boolean;
};

/** In the order in which they came. Invitations are for those who may edit the team; nothing for a stranger. */
export async function teamOf(
  ctx: Core,
  accountId: string,
): Promise<{ members: TeamMember[]; invitations: OpenInvitation[] }> {
  if (!mayActFor(ctx, accountId, "see-team")) return { members: [], invitations: [] };
  const self = personOf(ctx)?.personId;
  const team = await ctx.db
    .select({
      personId: members.personId,
      handle: accounts.handle,
      name: accounts.name,
      avatarUrl: accounts.avatarUrl,
      role: members.role,
      since: members.createdAt,
    })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .where(eq(members.accountId, accountId))
    .orderBy(asc(members.createdAt), asc(members.personId));
  const open = mayActFor(ctx, accountId, "edit-team") ? await openInvitations(ctx, accountId) : [];
  return {
    members: team.map((member) => ({ ...member, isSelf: member.personId === self })),
    invitations: open,
  };
}

async function openInvitations(ctx: Core, accountId: string): Promise<OpenInvitation[]> {
  const now = ctx.clock.now();
  const open = await ctx.db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .where(
      and(
        eq(invitations.accountId, accountId),
        isNull(invitations.acceptedAt),
        isNull(invitations.withdrawnAt),
      ),
    )
    .orderBy(desc(invitations.id));
  return open.map((invitation) => ({ ...invitation, isExpired: invitation.expiresAt <= now }));
}

export async function memberOf(
  core: Core,
  accountId: string,
  personId: string,
): Promise<{ role: Role } | undefined> {
  const [member] = await core.db
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.accountId, accountId), eq(members.personId, personId)));
  return member;
}
