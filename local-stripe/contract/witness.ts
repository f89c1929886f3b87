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
      if (status !== 200) return;
      const value: unknown = JSON.parse(body);
      // A holder of a publishable key sees some members of an intent only.
      const isPart = key === "publishable";
      hold(`The answer of ${route.method} ${route.path}`, answerSchema(known, route, value), value, isPart);
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

function eventSchema(known: Contract, object: object): Schema | undefined {
  const name = "object" in object ? object.object : undefined;
  if (name === "event") return known.operation("GET", "/v1/events/:id")?.answer;
  return name === "v2.core.event" ? known.operation("GET", "/v2/core/events/:id")?.answer : undefined;
}
