import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { expect, test } from "vitest";
import { type Counts, CountsOfAll } from "./counted-together";

/** A process that counts, and tells what it has counted. */
function webProcess() {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({ name: "serving", help: "Those that serve.", registers }).set(1);
  const orders = new Counter({ name: "orders_total", help: "Orders.", registers });
  const seconds = new Histogram({ name: "seconds", help: "Seconds.", buckets: [1], registers });
  const count = (times: number) => {
    for (let time = 0; time < times; time++) {
      orders.inc();
      seconds.observe(0.5);
    }
  };
  return { count, counts: (): Promise<Counts> => registry.getMetricsAsJSON() };
}

async function figures(all: CountsOfAll, silent = new Set<number>()) {
  const text = await all.together(silent);
  const of = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1] ?? Number.NaN);
  return { orders: of("orders_total"), timed: of("seconds_count"), serving: of("serving") };
}

async function two() {
  const all = new CountsOfAll();
  const [first, second] = [webProcess(), webProcess()];
  first.count(70);
  second.count(60);
  all.tell(1, await first.counts());
  all.tell(2, await second.counts());
  return { all, first };
}

test("two processes that serve are added up", async () => {
  const { all } = await two();
  expect(await figures(all)).toEqual({ orders: 130, timed: 130, serving: 2 });
});

test("what a process that was killed had counted stays counted, and no more than once", async () => {
  const { all, first } = await two();
  all.end(2);
  expect(await figures(all)).toEqual({ orders: 130, timed: 130, serving: 1 });
  const another = webProcess();
  another.count(5);
  all.tell(3, await another.counts());
  first.count(1);
  all.tell(1, await first.counts());
  expect(await figures(all)).toEqual({ orders: 136, timed: 136, serving: 2 });
  all.end(3);
  expect(await figures(all)).toEqual({ orders: 136, timed: 136, serving: 1 });
});

test("a process that is silent does not serve, and its counts stay", async () => {
  const { all } = await two();
  expect(await figures(all, new Set([2]))).toEqual({ orders: 130, timed: 130, serving: 1 });
});

test("a process that ends before it was ever asked had nothing to tell", async () => {
  const { all } = await two();
  all.end(9);
  expect(await figures(all)).toEqual({ orders: 130, timed: 130, serving: 2 });
});
