import type { Contract, Schema } from "./contract";

interface Problem {
  /** The way to the member. */
  steps: string[];
  says: string;
}

/**
 * What of a value is not as the schema says: one sentence for each member, naming the object that it belongs to; none
 * if all is well. `isPart` lets members of the value itself be missing.
 */
export function problems(contract: Contract, schema: Schema, value: unknown, isPart = false): string[] {
  const found = check(contract, isPart ? { ...resolved(contract, schema), required: [] } : schema, value, []);
  return [...new Set(found.map(({ steps, says }) => `${memberOf(value, steps)} ${says}`))];
}

function check(contract: Contract, given: Schema, value: unknown, steps: string[]): Problem[] {
  const schema = resolved(contract, given);
  if (schema.anyOf) return checkAlternatives(contract, schema.anyOf, value, steps);
  if (schema.not) return [{ steps, says: "may not be there" }];
  const wanted = mismatch(schema, value);
  if (wanted !== undefined) return [{ steps, says: `is ${shown(value)}, not ${wanted}` }];
  if (isRecord(value)) return checkMembers(contract, schema, value, steps);
  const { items } = schema;
  if (!Array.isArray(value) || !items) return [];
  return value.flatMap((item, index) => check(contract, items, item, [...steps, String(index)]));
}

/** An object is held against the alternative that it says to be: by its `object`, its `type`, its `deleted`. */
function checkAlternatives(contract: Contract, anyOf: Schema[], value: unknown, steps: string[]): Problem[] {
  const alternatives = anyOf.map((one) => resolved(contract, one));
  const possible = alternatives.filter((one) => mismatch(one, value) === undefined);
  if (possible.length === 0) {
    const wanted = alternatives.map((one) => mismatch(one, value)).join(" or ");
    return [{ steps, says: `is ${shown(value)}, not ${wanted}` }];
  }
  const meant = possible.filter((one) => !isRecord(value) || saysToBe(one, value));
  const found = (meant.length > 0 ? meant : possible).map((one) => check(contract, one, value, steps));
  return found.toSorted((one, other) => one.length - other.length)[0] ?? [];
}

function saysToBe({ properties = {} }: Schema, value: Record<string, unknown>): boolean {
  return Object.entries(properties).every(
    ([name, { const: wanted }]) => wanted === undefined || wanted === value[name],
  );
}

function resolved(contract: Contract, schema: Schema): Schema {
  return schema.$ref === undefined ? schema : contract.definition(schema.$ref);
}

function checkMembers(
  contract: Contract,
  { properties = {}, required = [], additionalProperties = {} }: Schema,
  value: Record<string, unknown>,
  steps: string[],
): Problem[] {
  const missing = required
    .filter((name) => value[name] === undefined)
    .map((name) => ({ steps: [...steps, name], says: "is missing" }));
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    const way = [...steps, name];
    return schema ? check(contract, schema, member, way) : [{ steps: way, says: "is not known to the SDK" }];
  });
  return [...missing, ...wrong];
}

/** What the value should have been, if the schema says so by itself and the value is something else. */
function mismatch(schema: Schema, value: unknown): string | undefined {
  const { type, enum: values, pattern } = schema;
  if (type !== undefined && typeOf(value) !== type) return type;
  if ("const" in schema && schema.const !== value) return shown(schema.const);
  if (values && !values.includes(value))
    return values.length > 12 ? `one of ${values.length} known values` : values.map(shown).join(" or ");
  if (pattern !== undefined && !new RegExp(pattern).test(String(value))) return `text like ${pattern}`;
  return undefined;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** `payment_intent: next_action.type`, for instance: the innermost object with a name, and the way from there. */
function memberOf(value: unknown, steps: string[]): string {
  let current = value;
  let owner = "answer";
  let from = 0;
  for (let index = 0; index <= steps.length; index += 1) {
    if (isRecord(current) && typeof current["object"] === "string" && (index < steps.length || index === 0))
      [owner, from] = [current["object"], index];
    current = memberAt(current, steps[index] ?? "");
  }
  return `${owner}: ${steps.slice(from).join(".") || "all of it"}`;
}

function memberAt(value: unknown, step: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === step)?.[1]
    : undefined;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
