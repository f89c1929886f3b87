// Tell what is due: the mails of a notice are written in the transaction that notes it as done, so each is told once,
// however many processes try, and whichever of them dies. What was overtaken while nobody was here is dropped.
// Undo: none.
import { and, asc, eq, isNull, lte, ne } from "drizzle-orm";
import { notices } from "@/db/schema/channels";
import { type Core, inTransaction, type Worker } from "@/domain/context";
import { endLease, type Lease, LeaseLost, renewLease } from "@/domain/leases/lease";
import { type Queue, type Worked, workThrough } from "@/domain/leases/work-through";
import { type QueueMail, queueMails } from "@/domain/mail/queue-mail";
import { affectedShops } from "./affected";
import { noticeMail, toldEnd } from "./notice-mail";
import { isOvertaken } from "./notice-rules";

type Notice = typeof notices.$inferSelect;
type NoticeContext = Core & { worker?: Worker | undefined };

const isOpen = and(isNull(notices.doneAt), isNull(notices.droppedAt));
const shopsBetweenRenewals = 200;
const minutesOfALease = 4;

export const noticesToTell: Queue<NoticeContext> = {
  kind: "notice",
  waiting: (core, isFree, limit) =>
    core.db
      .select({ id: notices.id, since: notices.dueAt, requestId: notices.requestId })
      .from(notices)
      .where(and(lte(notices.dueAt, core.clock.now()), isOpen, isFree(notices.id)))
      .orderBy(asc(notices.dueAt), asc(notices.id))
      .limit(limit),
  async work(ctx, id, lease) {
    const [notice] = await ctx.db
      .select()
      .from(notices)
      .where(and(eq(notices.id, id), isOpen));
    if (!notice) return "nothing-left";
    const now = ctx.clock.now();
    if (isOvertaken(notice, await siblingsOf(ctx, notice), now)) {
      await ctx.db
        .update(notices)
        .set({ droppedAt: now })
        .where(and(eq(notices.id, id), isOpen));
      return "done";
    }
    const written = await mailsOf(ctx, notice, lease);
    await inTransaction(ctx, async (core) => {
      const done = await core.db
        .update(notices)
        .set({ doneAt: now })
        .where(and(eq(notices.id, id), isOpen))
        .returning({ id: notices.id });
      // None: the dates were changed while the mails were being written, and other notices tell of that.
      if (done.length > 0) await queueMails(core, written);
      await endLease(core, lease);
    });
    return "ended";
  },
};

export const tellNotices = (ctx: NoticeContext): Promise<Worked> => workThrough(ctx, noticesToTell);

function siblingsOf({ db }: Core, { id, ownerKind, ownerId, endRevision }: Notice) {
  return db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.ownerKind, ownerKind),
        eq(notices.ownerId, ownerId),
        eq(notices.endRevision, endRevision),
        ne(notices.id, id),
        isNull(notices.droppedAt),
      ),
    );
}

async function mailsOf(core: Core, notice: Notice, lease: Lease): Promise<QueueMail<"channel-end">[]> {
  const owner = { kind: notice.ownerKind, id: notice.ownerId };
  const told = await toldEnd(core, owner);
  if (!told) return [];
  const written: QueueMail<"channel-end">[] = [];
  for (const [place, shop] of (await affectedShops(core, owner)).entries()) {
    if (place % shopsBetweenRenewals === 0 && !(await renewLease(core, lease, minutesOfALease)))
      throw new LeaseLost(lease);
    if (shop.people.length === 0) continue;
    const content = await noticeMail(core, told, shop, notice.kind);
    for (const { personId, email, locale } of shop.people)
      written.push({
        kind: "channel-end",
        to: email,
        locale,
        content,
        eventKey: `notice:${notice.id}:${shop.accountId}:${personId}`,
      });
  }
  return written;
}
