import { expect, test } from "vitest";
import { shopTasks } from "@/db/schema/shops";
import { world } from "@/domain/testing";
import { forgetStrayFiles } from "./forget-stray-files";

test("files that no task names go after a day, and what a task names or somebody may still write stays", async () => {
  const w = await world();
  const { accountId } = await w.merchant();
  const { personId } = await w.person("mona");
  const { files } = w.schedule().media;
  const put = (path: string) => files.put(path, Buffer.from("a"), "text/csv");
  const there = async (paths: string[]) => {
    const found = await Promise.all(paths.map((path) => files.read(path)));
    return paths.filter((_, at) => found[at] !== undefined);
  };
  const stray = [`imports/${accountId}/a.csv`, `imports/${accountId}/a.csv.b2c0.part`, "bulk/x/a.jsonl"];
  const kept = [`imports/${accountId}/b.csv`, "archives/a.zip", "pictures/a.webp"];
  const tasks = [
    { kind: "import", filePath: kept[0] },
    { kind: "archive", filePath: kept[1] },
  ] as const;
  for (const path of [...stray, ...kept]) await put(path);
  for (const [at, { kind, filePath = "" }] of tasks.entries())
    await w.db.insert(shopTasks).values({
      id: `task-${at}`,
      kind,
      accountId,
      personId,
      state: "waiting",
      filePath,
      createdAt: w.clock.now(),
    });
  w.passMinutes(23 * 60);
  await put("imports/now.csv.77aa.part");
  await forgetStrayFiles(w.schedule());
  expect(await there(stray)).toEqual(stray);
  w.passMinutes(2 * 60);
  // Two processes at once.
  await Promise.all([forgetStrayFiles(w.schedule()), forgetStrayFiles(w.schedule())]);
  expect(await there([...stray, ...kept, "imports/now.csv.77aa.part"])).toEqual([
    ...kept,
    "imports/now.csv.77aa.part",
  ]);
});

test("the clock that the operator moves does not make a file old", async () => {
  const w = await world();
  const { files } = w.schedule().media;
  await files.put("imports/now.csv", Buffer.from("a"), "text/csv");
  const movedMilliseconds = 30 * 24 * 60 * 60_000;
  const clock = { now: () => new Date(w.clock.now().getTime() + movedMilliseconds), movedMilliseconds };
  await forgetStrayFiles({ ...w.schedule(), clock });
  expect(await files.read("imports/now.csv")).toBeDefined();
});
