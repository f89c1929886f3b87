import { z } from "zod";
import { invalidRequest, missingParameter } from "./errors";
import type { ApiError } from "./errors";
import type { FormFields, FormValue } from "./form-encoding";

// The words in which routes describe their parameters. Each takes the text of a form and answers as the API does.

export const fields = z.strictObject;

/** Text that may not be empty; at most `max` characters. */
export function text(max = 5000) {
  return z.string().check((ctx) => {
    if (ctx.value === "") complain(ctx, "", "parameter_invalid_empty");
    else if (ctx.value.length > max) complain(ctx, `Invalid string: must be at most ${max} characters`);
  });
}

/** A whole number, of minor units where it is an amount. */
export function integer({ min = 0, max = Number.MAX_SAFE_INTEGER }: { min?: number; max?: number } = {}) {
  return z.string().transform((raw, ctx) => {
    const value = Number(raw);
    const wrong = !/^-?\d{1,15}$/.test(raw)
      ? `Invalid integer: ${raw}`
      : value < min
        ? `This value must be greater than or equal to ${min}.`
        : value > max
          ? `This value must be less than or equal to ${max}.`
          : null;
    if (wrong !== null) complain(ctx, wrong, "parameter_invalid_integer");
    return value;
  });
}

/** A share between 0 and 100, with two decimals at most. */
export function percentage() {
  return z.string().transform((raw, ctx) => {
    const value = Number(raw);
    if (!/^\d{1,3}(\.\d{1,2})?$/.test(raw) || value > 100) complain(ctx, `Invalid percentage: ${raw}`);
    return value;
  });
}

export function flag() {
  return z.string().transform((raw, ctx) => {
    if (raw !== "true" && raw !== "false") complain(ctx, `Invalid boolean: ${raw}`);
    return raw === "true";
  });
}

function complain(
  ctx: { value: unknown; issues: z.core.$ZodRawIssue[] },
  message: string,
  code?: string,
): void {
  ctx.issues.push({ code: "custom", input: ctx.value, message, params: code === undefined ? {} : { code } });
}

export function oneOf<const Value extends string>(...values: [Value, ...Value[]]) {
  return z.enum(values);
}

/** The empty text unsets a value; it arrives as null. */
export function emptyable<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((raw) => (raw === "" ? null : raw), schema.nullable());
}

export function listOf<Schema extends z.ZodType>(schema: Schema) {
  return z.array(schema);
}

/** Changes to metadata: an empty value removes its key; null (from the empty text) removes all of them. */
export function metadata() {
  const entries = z.record(z.string(), z.string().max(500)).check((ctx) => {
    const keys = Object.keys(ctx.value);
    const tooLong = keys.find((key) => key.length > 40);
    if (keys.length > 50 || tooLong !== undefined) {
      const message = tooLong
        ? `Metadata keys can be up to 40 characters long; got ${tooLong.length}.`
        : "Metadata can have up to 50 keys.";
      complain(ctx, message);
    }
  });
  return emptyable(entries);
}

export const address = fields({
  city: emptyable(text()).optional(),
  country: emptyable(text(2)).optional(),
  line1: emptyable(text()).optional(),
  line2: emptyable(text()).optional(),
  postal_code: emptyable(text()).optional(),
  state: emptyable(text()).optional(),
});

/** Where a customer's parcels go. */
export const recipient = fields({ address, name: text(), phone: text().optional() });

/** Where this parcel goes, and who carries it. */
export const shipping = recipient.extend({
  carrier: text().optional(),
  tracking_number: text().optional(),
});

export const billingDetails = fields({
  address: emptyable(address).optional(),
  email: emptyable(text(512)).optional(),
  name: emptyable(text()).optional(),
  phone: emptyable(text()).optional(),
});

export const page = {
  limit: integer({ min: 1, max: 100 }).optional(),
  starting_after: text().optional(),
  ending_before: text().optional(),
};

/** A range of instants, in seconds. */
export const instants = fields({
  gt: integer().optional(),
  gte: integer().optional(),
  lt: integer().optional(),
  lte: integer().optional(),
});

/** An instant in seconds, or a range of them. */
export const created = z.union([integer().transform((at) => ({ gte: at, lte: at })), instants]).optional();

/** Reads a form by a schema. Refuses with the API's own error for the first thing that does not fit. */
export function readParams<Schema extends z.ZodType>(schema: Schema, form: FormFields): z.output<Schema> {
  const result = schema.safeParse(form);
  if (result.success) return result.data;
  const unknown = result.error.issues.find((issue) => issue.code === "unrecognized_keys");
  const [first] = result.error.issues;
  const issue = unknown ?? first;
  throw issue ? refusalOf(issue, form) : invalidRequest("Invalid request.");
}

function refusalOf(issue: z.core.$ZodIssue, form: FormFields): ApiError {
  const param = nameOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    const unknown = nameOf([...issue.path, issue.keys[0] ?? ""]);
    return invalidRequest(`Received unknown parameter: ${unknown}`, {
      code: "parameter_unknown",
      param: unknown,
    });
  }
  const given = valueAt(form, issue.path);
  if (given === undefined) return missingParameter(param);
  if (issue.code === "custom") {
    const code = typeof issue.params?.["code"] === "string" ? issue.params["code"] : undefined;
    const message = code === "parameter_invalid_empty" ? emptyMessage(param) : issue.message;
    return invalidRequest(message, code ? { code, param } : { param });
  }
  if (issue.code === "invalid_value") {
    return invalidRequest(`Invalid ${param}: must be one of ${alternatives(issue.values.map(String))}`, {
      param,
    });
  }
  if (issue.code === "invalid_type") {
    return invalidRequest(
      `Invalid ${issue.expected === "record" ? "object" : issue.expected}: ${shown(given)}`,
      { param },
    );
  }
  return invalidRequest(`Invalid ${param}: ${shown(given)}`, { param });
}

function emptyMessage(param: string): string {
  return `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
}

function nameOf(path: readonly PropertyKey[]): string {
  const [head, ...rest] = path.map(String);
  return [head ?? "", ...rest.map((part) => `[${part}]`)].join("");
}

function valueAt(form: FormFields, path: readonly PropertyKey[]): FormValue | undefined {
  return path.reduce<FormValue | undefined>(
    (value, part) =>
      typeof value === "object"
        ? Object.entries(value).find(([key]) => key === String(part))?.[1]
        : undefined,
    form,
  );
}

function shown(value: FormValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function alternatives(values: string[]): string {
  const last = values.at(-1) ?? "";
  return values.length < 2
    ? last
    : `${values.slice(0, -1).join(", ")}${values.length > 2 ? "," : ""} or ${last}`;
}
