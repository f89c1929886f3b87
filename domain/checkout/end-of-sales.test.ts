// At the end of the sales: everything that offers something stops in the same millisecond, and what was begun finishes.
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { channels, connections, programmes } from "@/db/schema/channels";
import { productCards } from "@/domain/catalog/card-facts";
import type { Context } from "@/domain/context";
import { placeOrder } from "@/domain/orders/place-order";
import { type World, world } from "@/domain/testing";
import {
  bought,
  expectBooksInOrder,
  given,
  orderRow,
  pay,
  placed,
  told,
  typedCard,
  wish,
} from "@/domain/testing-purchases";
import { checkoutSheet } from "./queries";
import { releaseExpiredHolds } from "./sweep";

const salesEndAt = new Date("2026-05-04T12:00:00.000Z");
const closesAt = new Date("2026-06-04T00:00:00.000Z");
const end = { endAnnouncedAt: new Date("2026-05-01T00:00:00Z"), salesEndAt, closesAt };

const ways = {
  programme: (w: World) => w.db.update(programmes).set(end),
  channel: (w: World) => w.db.update(channels).set(end),
  connection: (w: World) => w.db.update(connections).set(end),
};

const at = (w: World, instant: number) => w.passMinutes((instant - w.clock.now().getTime()) / 60_000);

describe.each(["programme", "channel", "connection"] as const)("when the sales of a %s end", (whose) => {
  async function ending() {
    const w = await world();
    const mug = await w.listing(await w.merchant());
    await ways[whose](w);
    return { w, mug };
  }

  test("card, sheet and order sell to the last millisecond, and stop in the same one", async () => {
    const { w, mug } = await ending();
    const answers = async (ctx: Context) => {
      const card = (await productCards(ctx, [mug.listingId])).get(mug.listingId);
      const placing = await placeOrder(ctx, wish(mug));
      return {
        card: card?.notForSale,
        wayOut: card?.merchantUrl,
        sheet: (await checkoutSheet(ctx, mug.listingId))?.notForSale,
        order: placing.ok ? undefined : placing.reason,
      };
    };
    at(w, salesEndAt.getTime() - 1);
    const open = { card: undefined, sheet: undefined, order: undefined };
    expect(await answers(w.guest())).toMatchObject(open);
    at(w, salesEndAt.getTime());
    const over = { card: "sales-ended", sheet: "sales-ended", order: "sales-ended" };
    expect(await answers(w.guest())).toEqual({
      ...over,
      wayOut: expect.stringContaining("https://atelier.example/") as string,
    });
  });

  test("one tap with a kept card stops with it", async () => {
    const { w, mug } = await ending();
    const grace = await w.person("grace");
    const card = await typedCard(w);
    const first = await placed(grace, mug);
    expect(told(await pay(w, grace, first, { ...card, keepsCard: true } as typeof card))).toBe("paid");
    at(w, salesEndAt.getTime());
    expect(await placeOrder(grace, wish(mug, { again: true }))).toMatchObject({ reason: "sales-ended" });
  });

  test("a checkout begun before finishes within its hold, and not after it", async () => {
    const { w, mug } = await ending();
    const [ada, grace] = [await w.person("ada"), await w.person("grace")];
    at(w, salesEndAt.getTime() - 1);
    const [quick, slow] = [await placed(ada, mug), await placed(grace, mug)];
    w.passMinutes(9);
    expect(told(await pay(w, ada, quick))).toBe("paid");
    w.passMinutes(5);
    await releaseExpiredHolds(w.schedule());
    expect(told(await pay(w, grace, slow))).not.toBe("paid");
    await expectBooksInOrder(w);
    expect((await orderRow(w, slow.id)).status).toBe("expired");
    expect((await orderRow(w, quick.id)).status).toBe("paid");
  });
});

test("giving goes on when Buy now has ended as a whole, before and after it has closed", async () => {
  const w = await world();
  const mug = await w.listing(await w.merchant());
  const { causeId } = await w.cause();
  await bought(w, w.guest(), mug);
  await ways.programme(w);
  for (const instant of [salesEndAt, closesAt]) {
    at(w, instant.getTime());
    expect(await placeOrder(w.guest(), wish(mug))).toMatchObject({ reason: "sales-ended" });
    expect(told(await given(w, w.guest(), causeId))).toBe("paid");
  }
  await expectBooksInOrder(w);
});

test("the end of one channel leaves the others selling", async () => {
  const w = await world();
  const [atelier, lumen] = [await w.merchant("atelier"), await w.merchant("lumen")];
  const [mug, lamp] = [await w.listing(atelier), await w.listing(lumen)];
  await w.db.update(channels).set(end).where(eq(channels.id, atelier.channelId));
  at(w, salesEndAt.getTime());
  expect(await placeOrder(w.guest(), wish(mug))).toMatchObject({ reason: "sales-ended" });
  expect(await placeOrder(w.guest(), wish(lamp))).toMatchObject({ ok: true });
});
