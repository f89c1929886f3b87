// What the routes take, against what the SDK sends: names and kinds of parameters, and how wrong ones are refused.
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { ApiError } from "../errors";
import { fields, readParams } from "../params";
import { routes } from "../routes";
import type { Route } from "../routes";
import { loadContract } from "./contract";
import type { Contract, Schema } from "./contract";
import { alternatives, bare, refusedParameters } from "./refused";

let contract: Contract;
beforeAll(async () => {
  contract = await loadContract();
});

const nameOf = ({ method, path }: Route) => `${method} ${path}`;
/** What comes with a publishable key, from a browser; the SDK for servers does not send it. */
const fromBrowsers = new Set(["client_secret", "use_stripe_sdk", "infer_from_client"]);

/** What the SDK's types do not say, and why it is taken all the same. */
const taken: [what: RegExp, why: string][] = [
  [/\bmetadata\]? cannot be unset$/, "unsetting what was never set changes nothing"],
  [/\[offline\] cannot be unset$/, "an object without members travels as an empty text"],
  [/^GET \/v2\/.+: page is not known$/, "it stands in the address of the next page, which the SDK follows"],
  [
    /confirmation_tokens: payment_method_data\[type\] is never card$/,
    "the type leaves its list of ways to pay open, and cards are what this server has",
  ],
];
const known = () => routes.filter(({ method, path }) => contract.operation(method, path));

const takes = (schema: z.core.$ZodType, value: unknown) => z.safeParse(schema, value).success;

/** Parameters that the SDK does not know by this name, or sends as another kind of value. */
function strangers(ours: z.core.$ZodType, theirs: Schema, name: string): string[] {
  const possible = alternatives(contract, theirs);
  const isUnsettable = takes(ours, "") && !possible.some(isUnset);
  return [...(isUnsettable ? [`${name} cannot be unset`] : []), ...misfits(ours, possible, name)];
}

function misfits(ours: z.core.$ZodType, possible: Schema[], name: string): string[] {
  const schema = bare(ours);
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option: z.core.$ZodType) => misfits(option, possible, name));
  if (schema instanceof z.ZodObject) {
    const objects = possible.filter(({ type }) => type === "object");
    if (objects.length === 0) return [`${name} is no object`];
    return Object.entries(schema.shape).flatMap(([key, member]) => {
      if (fromBrowsers.has(key)) return [];
      const found = objects.flatMap(
        ({ properties, additionalProperties }) => properties?.[key] ?? (additionalProperties || []),
      );
      const way = name === "" ? key : `${name}[${key}]`;
      return found.length > 0 ? strangers(member, { anyOf: found }, way) : [`${way} is not known`];
    });
  }
  if (schema instanceof z.ZodArray) {
    const items = possible.flatMap((one) => (one.type === "array" && one.items ? [one.items] : []));
    return items.length > 0
      ? strangers(schema.element, { anyOf: items }, `${name}[]`)
      : [`${name} is no list`];
  }
  if (schema instanceof z.ZodRecord)
    return possible.some(({ additionalProperties }) => additionalProperties)
      ? []
      : [`${name} takes no free names`];
  return [
    ...unknownValues(schema, possible).map((value) => `${name} is never ${value}`),
    ...(isKindOf(ours, schema, possible) ? [] : [`${name} is another kind of value`]),
  ];
}

const isText = ({ type, pattern }: Schema) => type === "string" && pattern === undefined;
const isUnset = (one: Schema) => isText(one) || one.type === "null" || (one.enum?.includes("") ?? false);

function unknownValues(schema: z.core.$ZodType, possible: Schema[]): string[] {
  if (!(schema instanceof z.ZodEnum) || possible.some(isText)) return [];
  const theirs = possible.flatMap((one) => [...(one.enum ?? []), one.const]);
  return schema.options.map(String).filter((value) => !theirs.includes(value));
}

function isKindOf(ours: z.core.$ZodType, schema: z.core.$ZodType, possible: Schema[]): boolean {
  if (schema instanceof z.ZodEnum) return possible.some((one) => one.enum ?? one.const ?? isText(one));
  const isNumber = ["7", "2030", "9999"].some((value) => takes(ours, value)) && !takes(ours, "no");
  if (isNumber) return possible.some(({ type, pattern }) => type === "number" || pattern !== undefined);
  if (takes(ours, "true") && !takes(ours, "no")) return possible.some(({ type }) => type === "boolean");
  return possible.some(
    (one) => isText(one) || one.enum?.some((value) => typeof value === "string" && value !== ""),
  );
}

test("every parameter that a route takes is one that the SDK sends, of the same kind", () => {
  const wrong = known().flatMap((route) => {
    const params = contract.operation(route.method, route.path)?.params;
    return strangers(route.params, params ?? { type: "object" }, "").map((one) => `${nameOf(route)}: ${one}`);
  });
  expect(wrong.filter((one) => !taken.some(([what]) => what.test(one)))).toEqual([]);
  for (const [what, why] of taken)
    expect(
      wrong.some((one) => what.test(one)),
      why,
    ).toBe(true);
});

test("what the SDK must send, a route must have", () => {
  const lax = known().flatMap((route) => {
    const params = contract.operation(route.method, route.path)?.params;
    const required = params?.$ref === undefined ? [] : (contract.definition(params.$ref).required ?? []);
    return required
      .filter((name) => !route.params.shape[name] || takes(route.params.shape[name], undefined))
      .map((name) => `${nameOf(route)}: ${name}`);
  });
  expect(lax).toEqual([]);
});

describe("a wrong parameter is refused as Stripe does", () => {
  function refusal(read: () => unknown) {
    try {
      read();
    } catch (error) {
      if (error instanceof ApiError)
        return { status: error.status, code: error.body.code, param: error.body.param };
    }
    return "not refused";
  }
  const path = { id: "", parent: "" };

  test("one that it does not know", () => {
    for (const route of routes)
      expect(
        refusal(() => route.prepare({ colour: "red" }, path)),
        nameOf(route),
      ).toEqual({
        status: 400,
        code: "parameter_unknown",
        param: "colour",
      });
  });

  test("one that is missing, a number in words, and an empty text", () => {
    const counts = { missing: 0, numbers: 0, texts: 0 };
    for (const route of routes)
      for (const [name, schema] of Object.entries(route.params.shape)) {
        const read = (value?: string) =>
          refusal(() => readParams(fields({ [name]: schema }), value === undefined ? {} : { [name]: value }));
        const said = `${nameOf(route)}: ${name}`;
        if (!takes(schema, undefined)) {
          counts.missing += 1;
          expect(read(), said).toEqual({ status: 400, code: "parameter_missing", param: name });
        }
        const kind = bare(schema);
        if (!(kind instanceof z.ZodString)) continue;
        if (takes(schema, "7") && !takes(schema, "no") && !takes(schema, "2.5")) {
          counts.numbers += 1;
          expect(read("no"), said).toEqual({
            status: 400,
            code: "parameter_invalid_integer",
            param: name,
          });
        }
        if (takes(schema, "no") && !takes(schema, "")) {
          counts.texts += 1;
          expect(read(""), said).toEqual({ status: 400, code: "parameter_invalid_empty", param: name });
        }
      }
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(10);
  });
});

test("what is listed as refused is refused, and what is taken is not listed", () => {
  const [create] = routes.filter((route) => nameOf(route) === "POST /v1/payment_intents");
  if (!create) throw new Error("There is no such route");
  const refused = refusedParameters(contract, create);
  expect(refused).toContain("radar_options");
  expect(refused).toContain("payment_method_options[acss_debit]");
  for (const name of ["amount", "shipping", "shipping[name]", "expand", "metadata"])
    expect(refused).not.toContain(name);
  const isRefused = (route: Route, name: string): boolean => {
    try {
      readParams(route.params, { [name]: "1" });
    } catch (error) {
      return error instanceof ApiError && error.message.includes(name);
    }
    return false;
  };
  const lied = known().flatMap((route) =>
    refusedParameters(contract, route)
      .filter((name) => !name.includes("[") && !isRefused(route, name))
      .map((name) => `${nameOf(route)} ${name}`),
  );
  expect(lied).toEqual([]);
});
