import { expect, test } from "vitest";
import { Disk } from "./disk";

function slowDisk() {
  const turns: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const disk = new Disk(() => new Promise((resolve, reject) => void turns.push({ resolve, reject })));
  return { disk, turns };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("who writes while the disk is at work waits for its next turn, and shares it with all who wait", async () => {
  const { disk, turns } = slowDisk();
  const safe: string[] = [];
  const write = (who: string) => disk.reach().then(() => safe.push(who));
  const first = write("first");
  await settled();
  const others = Promise.all([write("second"), write("third")]);
  await settled();
  expect(turns).toHaveLength(1);
  turns[0]?.resolve();
  await first;
  await settled();
  expect(safe).toEqual(["first"]);
  expect(turns).toHaveLength(2);
  turns[1]?.resolve();
  await others;
  expect(safe).toEqual(["first", "second", "third"]);
});

test("a disk that fails tells all who waited for that turn, and takes the next", async () => {
  const { disk, turns } = slowDisk();
  const failing = disk.reach();
  await settled();
  turns[0]?.reject(new Error("EIO"));
  await expect(failing).rejects.toThrow("EIO");
  const again = disk.reach();
  await settled();
  turns[1]?.resolve();
  await expect(again).resolves.toBeUndefined();
});
