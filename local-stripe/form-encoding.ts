import { invalidRequest } from "./errors";

/** What a form can say: text, lists of it and named groups of it. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type FormFields = { [name: string]: FormValue };

/**
 * Reads the API's nested form encoding: `a[b]=1` is a group, `a[]=1` and `a[0]=1` are lists.
 * Refuses a name that is used both as a text and as a group.
 */
export function decodeForm(encoded: string): FormFields {
  const root: FormFields = Object.create(null);
  for (const [name, value] of new URLSearchParams(encoded)) place(root, segmentsOf(name), value, name);
  for (const [name, value] of Object.entries(root)) root[name] = listsFromIndexes(value);
  return root;
}

function segmentsOf(name: string): [string, ...string[]] {
  const [head = "", ...rest] = name.split("[");
  return [head, ...rest.map((part) => part.replace(/\]$/, ""))];
}

function place(group: FormFields, [head, ...rest]: [string, ...string[]], value: string, name: string): void {
  const key = head === "" ? String(Object.keys(group).length) : head;
  const [next, ...others] = rest;
  if (next === undefined) {
    group[key] = value;
    return;
  }
  const empty: FormFields = Object.create(null);
  const inner = (group[key] ??= empty);
  if (typeof inner === "string" || Array.isArray(inner)) {
    throw invalidRequest(`Invalid request: ${name} is given both as a value and as an object.`, {
      param: key,
    });
  }
  place(inner, [next, ...others], value, name);
}

function listsFromIndexes(value: FormValue): FormValue {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, listsFromIndexes(inner)] as const);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/**
 * Reads a JSON body as the form that would say the same: numbers and truths as text, null as the empty text that
 * unsets. Refuses what is no JSON object.
 */
export function decodeJson(encoded: string): FormFields {
  const body = encoded === "" ? {} : parsed(encoded);
  const form = formValue(body);
  if (typeof form === "object" && !Array.isArray(form)) return form;
  throw invalidRequest("Invalid request body: it must be a JSON object.");
}

function parsed(encoded: string): unknown {
  try {
    return JSON.parse(encoded);
  } catch {
    throw invalidRequest("Invalid request body: it is not valid JSON.");
  }
}

function formValue(json: unknown): FormValue {
  if (json === null) return "";
  if (Array.isArray(json)) return json.map(formValue);
  if (typeof json === "string") return json;
  if (typeof json !== "object") return JSON.stringify(json);
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, formValue(value)]));
}
