import type { ApiAnswer } from "../api";
import type { Kind } from "../records";
import type { Entry } from "../store";
import { Store } from "../store";
import { loadContract } from "./contract";
import type { Contract, Schema } from "./contract";
import { problems } from "./problems";

/** An answer or an event that is not what the SDK's types say. Its message names route, object and member. */
export class ContractMismatch extends Error {
  override name = "ContractMismatch";
}

export interface Witness {
  /** For the option of the same name. Throws `ContractMismatch`: the answer becomes a 500 that says why. */
  onAnswer(answer: ApiAnswer): void;
  /** A state file that takes no event that is not as its type says. */
  openStore(path: string): Store;
  /** Throws the first mismatch that there was. A test must not pass after one, even if it expects a failure. */
  requireNone(): void;
}

let contract: Contract | undefined;

/** Holds all that a local Stripe answers and tells against the types of the installed SDK. */
export async function witness(onMismatch: (sentence: string) => void = () => {}): Promise<Witness> {
  const known = (contract ??= await loadContract());
  const mismatches: ContractMismatch[] = [];

  function hold(what: string, schema: Schema, value: unknown, isPart = false): void {
    const found = problems(known, schema, value, isPart);
    if (found.length === 0) return;
    const mismatch = new ContractMismatch(`${what} is not what the SDK's types say. ${found.join("; ")}.`);
    mismatches.push(mismatch);
    onMismatch(mismatch.message);
    throw mismatch;
  }

  class WitnessedStore extends Store {
    override insert<K extends Kind>(kind: K, entry: Entry<K>, created: number): Entry<K> {
      const schema = eventSchema(known, entry.object);
      if (schema)
        hold(
          `The event ${"type" in entry.object ? entry.object.type : ""}`,
          schema,
          JSON.parse(JSON.stringify(entry.object)),
        );
      return super.insert(kind, entry, created);
    }
  }

  return {
    onAnswer({ route, key, status, body }) {
      const value: unknown = JSON.parse(body);
      // A holder of a publishable key sees some members of an intent only.
      const isPart = key === "publishable";
      const asked = `${route.method} ${route.path}`;
      if (status === 200)
        return hold(`The answer of ${asked}`, answerSchema(known, route, value), value, isPart);
      const { intents, ...error } = errorIn(value);
      hold(`The error of ${asked}`, errorSchema(known, route.path), error);
      for (const [name, intent] of Object.entries(intents))
        hold(`The error of ${asked}`, known.objectNamed(name) ?? { not: {} }, intent, isPart);
    },
    openStore: (path) => new WitnessedStore(path),
    requireNone() {
      if (mismatches[0]) throw mismatches[0];
    },
  };
}

function answerSchema(known: Contract, route: { method: string; path: string }, value: unknown): Schema {
  const operation = known.operation(route.method, route.path);
  if (operation) return operation.answer;
  // Some calls are made by browsers only. What they answer is known by its name.
  const name = typeof value === "object" && value !== null && "object" in value ? String(value.object) : "";
  const schema = known.objectNamed(name);
  if (!schema)
    throw new ContractMismatch(`The SDK knows no ${route.method} ${route.path} and no object "${name}".`);
  return schema;
}

/** Codes that Stripe's documentation names and the types do not. */
const otherCodes = [
  "account_balance_not_zero",
  "insufficient_capabilities_for_transfer",
  "not_found",
  "subscription_payment_intent_requires_action",
];

/** With the codes that are known of: a code that is only a slip of the pen must not pass. */
function errorSchema(known: Contract, path: string): Schema {
  const schema = known.error(path.startsWith("/v2/") ? "v2" : "v1");
  const codes = known.error("v1").properties?.["code"]?.enum ?? [];
  return { ...schema, properties: { ...schema.properties, code: { enum: [...codes, ...otherCodes] } } };
}

/** What stands in `error`, its intents apart. A body that is more or less than that is kept whole, and is no error. */
function errorIn(body: unknown): { intents: Record<string, unknown> } & Record<string, unknown> {
  const members = membersOf(body);
  if (Object.keys(members).join() !== "error") return { body, intents: {} };
  const { payment_intent, setup_intent, ...error } = membersOf(members["error"]);
  const intents = Object.entries({ payment_intent, setup_intent }).filter(
    ([, intent]) => intent !== undefined,
  );
  return { ...error, intents: Object.fromEntries(intents) };
}

const membersOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

function eventSchema(known: Contract, object: object): Schema | undefined {
  const name = "object" in object ? object.object : undefined;
  if (name === "event") return known.operation("GET", "/v1/events/:id")?.answer;
  return name === "v2.core.event" ? known.operation("GET", "/v2/core/events/:id")?.answer : undefined;
}
