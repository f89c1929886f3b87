// Join a shop by the link of an invitation. Whoever has the link and is signed in joins, also under another address
// than the invited one: people have several. The invitation is accepted once. Undo: remove-member.
import { and, eq, gt, isNull } from "drizzle-orm";
import { accounts, members, people } from "@/db/schema/accounts";
import { invitations } from "@/db/schema/shops";
import { findMailLink, takeMailLink } from "@/domain/accounts/mail-links";
import { type Core, inTransaction, personOf, type Role } from "@/domain/context";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { noteAudit } from "./note-audit";

export type InvitationBehind = {
  accountId: string;
  shopName: string;
  handle: string;
  avatarUrl: string | null;
  role: Role;
  invitedBy: string;
  /** Where the invitation was sent, whether that address has an account or not. */
  email: string;
};

export type JoinShopRefusal = "not-signed-in" | "link-gone" | "already-member";

/** What the link of a mail invites to; undefined once it was accepted or taken back, or is older than seven days. */
export async function invitationBehind(
  ctx: Core,
  secret: string,
): Promise<(InvitationBehind & { invitationId: string; linkId: string }) | undefined> {
  const link = await findMailLink(ctx, "join-shop", secret);
  if (!link?.subjectId) return undefined;
  const [open] = await ctx.db.select().from(invitations).where(isOpen(ctx, link.subjectId));
  if (!open) return undefined;
  const [shop] = await ctx.db.select().from(accounts).where(eq(accounts.id, open.accountId));
  const [inviter] = await ctx.db
    .select({ name: accounts.name })
    .from(people)
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .where(eq(people.id, open.invitedBy));
  if (!shop) return undefined;
  return {
    invitationId: open.id,
    linkId: link.id,
    accountId: shop.id,
    shopName: shop.name,
    handle: shop.handle,
    avatarUrl: shop.avatarUrl,
    role: open.role,
    invitedBy: inviter?.name ?? "",
    email: open.email,
  };
}

export async function joinShop(
  ctx: Core,
  { secret }: { secret: string },
): Promise<Outcome<{ accountId: string; role: Role }, JoinShopRefusal>> {
  const person = personOf(ctx);
  if (!person) return refuse("not-signed-in");
  return inTransaction(ctx, async (core) => {
    const invited = await invitationBehind(core, secret);
    if (!invited) return refuse("link-gone");
    const { accountId, role } = invited;
    const me = { accountId, personId: person.personId };
    // A member who opens the link by mistake leaves it for whom it is meant.
    const [known] = await core.db
      .select({ role: members.role })
      .from(members)
      .where(and(eq(members.accountId, accountId), eq(members.personId, me.personId)));
    if (known) return refuse("already-member");
    const now = core.clock.now();
    const accepted = await core.db
      .update(invitations)
      .set({ acceptedAt: now, acceptedBy: person.personId })
      .where(isOpen(core, invited.invitationId))
      .returning({ id: invitations.id });
    if (accepted.length === 0) return refuse("link-gone");
    await takeMailLink(core, invited.linkId);
    await core.db.insert(members).values({ ...me, role, createdAt: now });
    await noteAudit(core, {
      accountId,
      action: "member-joined",
      subjectKind: "member",
      subjectId: person.personId,
      detail: { after: { role } },
    });
    return ok({ accountId, role });
  });
}

function isOpen(core: Core, invitationId: string) {
  return and(
    eq(invitations.id, invitationId),
    isNull(invitations.acceptedAt),
    isNull(invitations.withdrawnAt),
    gt(invitations.expiresAt, core.clock.now()),
  );
}
