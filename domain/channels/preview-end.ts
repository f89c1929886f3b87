// What announcing or changing an end would mean, before it is done: the dates that would count, whom it touches, and
// the very words that they would be told. Writes nothing.
import type { Core } from "@/domain/context";
import type { ChannelEndMail } from "@/domain/mail/kinds";
import { type Outcome, ok, refuse } from "@/domain/outcome";
import { type AffectedShop, affectedShops } from "./affected";
import type { SetEnd } from "./announce-end";
import { type DateFault, type EndDates, readEndDays, whyChangeIsWrong, whyEndIsWrong } from "./date-rules";
import { ownedEnd } from "./end-owner";
import { noticeMail, toldEnd } from "./notice-mail";
import { type PlannedNotice, planNotices } from "./notice-rules";

/** So many shops are shown with their numbers; of the others only how many there are. */
export const shopsShown = 20;

export type EndPreview = {
  dates: EndDates;
  timeZone: string;
  /** What would be sent, and when. */
  planned: PlannedNotice[];
  shops: number;
  people: number;
  shown: { name: string; people: number; mail: ChannelEndMail }[];
};

/** Refuses what announceEnd and changeEnd would refuse for its dates. */
export async function previewEnd(
  core: Core,
  { owner, days }: Pick<SetEnd, "owner" | "days">,
): Promise<Outcome<EndPreview, "not-found" | "wrong-date", DateFault | undefined>> {
  const owned = await ownedEnd(core, owner);
  if (!owned) return refuse("not-found", undefined);
  const { life, timeZone, above } = owned;
  const now = core.clock.now();
  const read = readEndDays(days, timeZone, life);
  if ("fault" in read) return refuse("wrong-date", read.fault);
  const { dates } = read;
  const endAnnouncedAt = life.endAnnouncedAt ?? now;
  const fault =
    whyEndIsWrong({ opensAt: life.opensAt, endAnnouncedAt }, dates, above) ??
    (life.endAnnouncedAt ? whyChangeIsWrong(life, dates, now) : undefined);
  if (fault) return refuse("wrong-date", fault);
  const told = await toldEnd(core, owner, dates);
  if (!told) return refuse("not-found", undefined);
  const first = life.endAnnouncedAt ? "corrected" : "announced";
  const shops = await affectedShops(core, owner);
  const shown: EndPreview["shown"] = [];
  for (const shop of shops.slice(0, shopsShown))
    shown.push({
      name: shop.name,
      people: shop.people.length,
      mail: await noticeMail(core, told, shop, first),
    });
  return ok({
    dates,
    timeZone,
    planned: planNotices(first, dates, now, timeZone),
    shops: shops.length,
    people: shops.reduce((sum: number, shop: AffectedShop) => sum + shop.people.length, 0),
    shown,
  });
}
