// One life of the app: its connection to the database and to Stripe, with a point wherever it could die or be overtaken.
import { AsyncLocalStorage } from "node:async_hooks";
import type Stripe from "stripe";
import { type Database, openDatabase } from "@/db/open";
import type { Actor, Context } from "@/domain/context";
import type { PaymentGateway } from "@/domain/payments/gateway";
import type { Clock } from "@/domain/time";
import { media } from "@/integrations/media/media";
import { payments } from "@/integrations/stripe";
import type { Turns } from "./turns";

export type App = {
  context(actor: Actor): Context;
  /** The database without points, for looking at it from outside. */
  db: Database;
  /** The same context without points: for what happens between two steps. */
  undisturbed(actor: Actor): Context;
  close(): Promise<void>;
};

export function startApp(url: string, stripe: Stripe, clock: Clock, turns: Turns): App {
  const life = turns.life;
  const db = openDatabase(url);
  const gateway = payments(stripe);
  const worker = { name: `process ${life}`, isStopping: () => false };
  const stopping = (at: string) => turns.point(life, at);
  const watched = { db: databaseWithPoints(db, stopping), payments: gatewayWithPoints(gateway, stopping) };
  const common = { clock, locale: "en", worker, media: media() } as const;
  return {
    db,
    context: (actor) => ({ ...common, ...watched, actor }),
    undisturbed: (actor) => ({ ...common, db, payments: gateway, actor }),
    close: () => db.close(),
  };
}

type Point = (at: string) => Promise<void>;

/** Lists are read page by page and change nothing, so they have no points. */
function gatewayWithPoints(gateway: PaymentGateway, point: Point): PaymentGateway {
  const watch = (name: string, method: (...args: unknown[]) => unknown) => {
    return (...args: unknown[]) => {
      const isList = Object.prototype.toString.call(method) === "[object AsyncGeneratorFunction]";
      return isList ? method(...args) : asked(name, () => method(...args));
    };
  };
  const asked = async (name: string, ask: () => unknown) => {
    await point(`before ${name}`);
    const answer = await ask();
    await point(`after ${name}`);
    return answer;
  };
  const methods = Object.entries(gateway) as [string, (...args: unknown[]) => unknown][];
  return Object.fromEntries(methods.map(([name, method]) => [name, watch(name, method)])) as PaymentGateway;
}

/** Of all lives: Node follows each of these through every promise, and the dead would only make it slower. */
const inside = new AsyncLocalStorage<true>();

const writes = new Set<string | symbol>(["insert", "update", "delete"]);

/** A point before each transaction and before each write outside of one: in between, the database decides by itself. */
function databaseWithPoints(db: Database, point: Point): Database {
  const transaction: Database["transaction"] = async (work) => {
    if (!inside.getStore()) await point("before a transaction");
    return inside.run(true, () => db.transaction(work));
  };
  return new Proxy(db, {
    get(target, name) {
      if (name === "transaction") return transaction;
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      const method = value.bind(target) as (...args: unknown[]) => object;
      if (!writes.has(name) || inside.getStore()) return method;
      return (...args: unknown[]) =>
        writtenAfterPoint(method(...args), () => point(`before ${String(name)}`));
    },
  });
}

/** A query that drizzle builds word by word and sends when it is awaited. */
function writtenAfterPoint(query: object, point: () => Promise<void>): object {
  return new Proxy(query, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      const method = value.bind(target) as (...args: unknown[]) => unknown;
      if (name === "then") return (...handlers: unknown[]) => point().then(() => method(...handlers));
      return (...args: unknown[]) => {
        const next = method(...args);
        return typeof next === "object" && next !== null && "then" in next && name !== "catch"
          ? writtenAfterPoint(next, point)
          : next;
      };
    },
  });
}
