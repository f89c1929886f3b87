import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { channels } from "@/db/schema/channels";
import { world } from "@/domain/testing";
import { livesPerPage, operatedLife, operatedLives, publicChannel } from "./queries";
import { operator } from "./testing-ends";

// Out: programmeOf. Then: it opens years after it closed, on the day of the Buy now that came later.
test("a channel that closed before Buy now began anew keeps the dates of its own time", async () => {
  const w = await world();
  await w.merchant();
  const dates = {
    opensAt: new Date("2015-10-05T00:00:00Z"),
    endAnnouncedAt: new Date("2017-01-10T00:00:00Z"),
    salesEndAt: new Date("2017-02-01T00:00:00Z"),
    closesAt: new Date("2017-07-31T00:00:00Z"),
  };
  await w.db.insert(channels).values({ id: newId(w.clock.now()), slug: "of-old", name: "Of old", ...dates });
  expect(await publicChannel(w.guest(), "of-old")).toMatchObject({ phase: "closed", life: dates });
});

// Out: what tells two channels of one name apart. Then: one of them is on no page.
test("the operator reads the channels page by page, each once, also those of one name; the programme comes first", async () => {
  const w = await world();
  await w.merchant(); // the first channel, and the programme
  const ops = await operator(w);
  await w.db.insert(channels).values(
    Array.from({ length: 2 * livesPerPage + 2 }, (_, at) => ({
      id: newId(w.clock.now()),
      slug: `channel-${at}`,
      name: at < livesPerPage + 5 ? "Same" : `Channel ${at}`,
      opensAt: w.clock.now(),
    })),
  );
  const read: string[] = [];
  const pages: number[] = [];
  let after: string | undefined;
  do {
    const page = await operatedLives(ops, after);
    if (!page) throw new Error("Nothing for the operator");
    read.push(...page.lives.map(({ slug }) => slug));
    pages.push(page.lives.length);
    after = page.after;
  } while (after);
  expect(pages).toEqual([livesPerPage + 1, livesPerPage, 3]);
  expect(read[0]).toBe("programme");
  expect(new Set(read).size).toBe(2 * livesPerPage + 4);
  expect(await operatedLives(await w.person("ada"))).toBeUndefined();
  expect(await operatedLife(ops, "channel-51")).toMatchObject({
    slug: "channel-51",
    above: { id: "commerce" },
  });
  expect(await operatedLife(ops, "nowhere")).toBeUndefined();
  expect(await operatedLife(await w.person("grace"), "channel-51")).toBeUndefined();
});
