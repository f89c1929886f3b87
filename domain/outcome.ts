// An expected "no" is a value with a closed list of reasons; a fault is an exception.

export type Ok<T> = { ok: true; value: T };
export type Refusal<R extends string, D = undefined> = { ok: false; reason: R; detail: D };
export type Outcome<T, R extends string, D = undefined> = Ok<T> | Refusal<R, D>;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

export function refuse<R extends string>(reason: R): Refusal<R>;
export function refuse<R extends string, D>(reason: R, detail: D): Refusal<R, D>;
export function refuse(reason: string, detail?: unknown): Refusal<string, unknown> {
  return { ok: false, reason, detail };
}
