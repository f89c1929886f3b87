import { expect, onTestFinished, test, vi } from "vitest";
import { log } from "./log";
import { measures } from "./measures";
import { tellUnpromoted } from "./tell-unpromoted";

test("pages without what is promoted are all counted, and told of once", async () => {
  const said = vi.spyOn(log, "error").mockImplementation(() => undefined);
  onTestFinished(() => said.mockRestore());
  const counted = async () => (await measures.unpromoted.get()).values[0]?.value;
  const before = (await counted()) ?? Number.NaN;
  const why = new Error("database or disk is full");
  for (let page = 0; page < 3; page++) tellUnpromoted(why);
  expect(await counted()).toBe(before + 3);
  expect(said.mock.calls.map(([facts]) => facts)).toEqual([{ err: why }]);
});
