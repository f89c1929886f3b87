// What a form's action answers: words beside fields, words above all, and what was typed, so that it is not lost.
import type { z } from "zod";

export type FormState = {
  message?: string;
  /** Whether the message tells of success. */
  isDone?: boolean;
  errors?: Record<string, string>;
  values?: Record<string, string>;
};

/** The fields as typed. Passwords are not given back. */
export function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of form)
    if (typeof value === "string" && !name.startsWith("$") && !/password/i.test(name)) values[name] = value;
  return values;
}

/** The first broken rule of each field, in the words that `wordsFor` has for it. */
export function fieldErrors(error: z.ZodError, wordsFor: (rule: string) => string): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) errors[String(issue.path[0] ?? "")] ??= wordsFor(issue.message);
  return errors;
}
