// What a form's action answers: words beside fields, words above all, and what was typed, so that it is not lost.
import type { z } from "zod";

export type FormState = {
  message?: string;
  /** Whether the message tells of success. */
  isDone?: boolean;
  errors?: Record<string, string>;
  values?: Record<string, string>;
};

/** The fields as typed, one line each for a name that comes several times. Passwords are not given back. */
export function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$") || /password/i.test(name)) continue;
    const typed = form.getAll(name).filter((value) => typeof value === "string");
    if (typed.length > 0) values[name] = typed.join("\n");
  }
  return values;
}

/** The first broken rule of each field, in the words that `wordsFor` has for it. */
export function fieldErrors(error: z.ZodError, wordsFor: (rule: string) => string): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) errors[String(issue.path[0] ?? "")] ??= wordsFor(issue.message);
  return errors;
}
