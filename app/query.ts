/** What stands after the ? of an address: anybody can write anything there, also twice. */
export type Query = Record<string, string | string[] | undefined>;

export const firstOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;
