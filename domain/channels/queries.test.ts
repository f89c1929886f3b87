import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { channels } from "@/db/schema/channels";
import { world } from "@/domain/testing";
import { publicChannel } from "./queries";

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
