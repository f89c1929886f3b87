// A link in a mail lets its reader do one thing. The secret is only in the mail; here is its hash.
import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import { newId } from "@/db/id";
import { type mailLinkKinds, mailLinks } from "@/db/schema/accounts";
import type { Core } from "@/domain/context";
import { daysAfter, type Instant } from "@/domain/time";

export type MailLink = typeof mailLinks.$inferSelect;
export type MailLinkKind = (typeof mailLinkKinds)[number];

const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Writes the link down and returns its secret, for the mail. */
export async function createMailLink(
  core: Core,
  link: { kind: MailLinkKind; email: string; personId?: string; subjectId?: string; expiresAt: Instant },
): Promise<string> {
  const now = core.clock.now();
  const secret = randomBytes(24).toString("base64url");
  await core.db
    .insert(mailLinks)
    .values({ id: newId(now), ...link, secretHash: hashOf(secret), createdAt: now });
  return secret;
}

/** The link with this secret, while it is neither used nor expired. */
export async function findMailLink(
  core: Core,
  kind: MailLinkKind,
  secret: string,
): Promise<MailLink | undefined> {
  const [link] = await core.db
    .select()
    .from(mailLinks)
    .where(
      and(
        eq(mailLinks.secretHash, hashOf(secret)),
        eq(mailLinks.kind, kind),
        isNull(mailLinks.usedAt),
        gt(mailLinks.expiresAt, core.clock.now()),
      ),
    );
  return link;
}

/** Uses a link up. False when somebody was quicker. */
export async function takeMailLink(core: Core, linkId: string): Promise<boolean> {
  const taken = await core.db
    .update(mailLinks)
    .set({ usedAt: core.clock.now() })
    .where(and(eq(mailLinks.id, linkId), isNull(mailLinks.usedAt)))
    .returning({ id: mailLinks.id });
  return taken.length > 0;
}

const claimDays = 180;

/** The path of a link by which a guest shows an order or gift in any browser, or adds it to an account. */
export async function claimPath(core: Core, subject: { id: string; email: string }): Promise<string> {
  const secret = await createMailLink(core, {
    kind: "claim-order",
    email: subject.email,
    subjectId: subject.id,
    expiresAt: daysAfter(core.clock.now(), claimDays),
  });
  return `/orders/claim?token=${secret}`;
}
