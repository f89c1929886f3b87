// What of a change stands in the log: only what differs, before and after. Pure.

/** What the logs of shops tell: each has its words in messages/*\/shops.ts. */
export const auditActions = [
  "shop-opened",
  "shop-changed",
  "member-invited",
  "invitation-withdrawn",
  "member-joined",
  "role-changed",
  "member-removed",
  "member-left",
  "product-created",
  "product-changed",
  "stock-changed",
  "handling-days-set",
  "delivery-zone-added",
  "delivery-zone-changed",
  "delivery-zone-removed",
  "channel-connected",
  "end-announced",
  "end-changed",
  "end-cancelled",
  "opening-set",
  "import-begun",
  "import-stopped",
  "import-trial-stopped",
  "import-ended",
  "import-failed",
  "bulk-edit-begun",
  "bulk-edit-stopped",
  "tweet-posted",
  "tweet-deleted",
  "promotion-started",
  "promotion-stopped",
  "promotion-ceiling-changed",
  "archive-requested",
  "archive-fetched",
] as const;

export type AuditAction = (typeof auditActions)[number];

/** What the operator did for all, which stands in no shop's log. */
export type OperatorAction = "clock-moved";

export type Changes = { before: Record<string, unknown>; after: Record<string, unknown> };

/** The parts of `after` that are not as before, with what they were; undefined when all of it was so already. */
export function changesOf(before: object, after: object): Changes | undefined {
  const was: Record<string, unknown> = { ...before };
  const differing = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(ordered(value)) !== JSON.stringify(ordered(was[name])),
  );
  if (differing.length === 0) return undefined;
  return {
    before: Object.fromEntries(differing.map(([name]) => [name, was[name] ?? null])),
    after: Object.fromEntries(differing),
  };
}

/** With its parts in the order of their names: storage gives them back in one of its own. */
function ordered(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** One thing that changed, as the log shows it: a path such as address·city, and both values in plain text. */
export type ChangeLine = { name: string; before: string; after: string };

/**
 * The lines of what was noted, in its order: of changes, and of what only came to be or only went. A list of parts that
 * have names, as of a product's variants, becomes lines such as variants·Small·priceMinor.
 */
export function changeLines(detail: Record<string, unknown>): ChangeLine[] {
  const found = new Map<string, { before: string; after: string }>();
  const pair = (name: string, was: unknown, is: unknown) => {
    const before = flat(was, name);
    const after = flat(is, name);
    for (const path of new Set([...before.keys(), ...after.keys()]))
      found.set(path, { before: before.get(path) ?? "", after: after.get(path) ?? "" });
  };
  const walk = (name: string, value: unknown): void => {
    const sides = name === "" ? undefined : sidesOf(value);
    if (sides) return pair(name, ...sides);
    if (Array.isArray(value) && value.length > 0 && value.every(hasName)) {
      for (const { name: part, variantId: _, ...rest } of value) walk(under(name, part), rest);
      return undefined;
    }
    if (!isRecord(value)) {
      // Beside a whole change, what it was called: not once more what the change tells already.
      if (!found.has(name)) pair(name, undefined, value);
      return undefined;
    }
    for (const [part, inner] of Object.entries(value)) walk(under(name, part), inner);
    return undefined;
  };
  const rest = { ...detail };
  for (const [was, is] of wholeSides)
    if (was in rest || is in rest) {
      pair("", rest[was], rest[is]);
      delete rest[was];
      delete rest[is];
    }
  walk("", rest);
  return [...found].map(([name, sides]) => ({ name, ...sides })).filter((line) => line.before !== line.after);
}

const wholeSides = [
  ["before", "after"],
  ["was", "is"],
] as const;

/** What a part was and is, when it is noted as a change. */
function sidesOf(value: unknown): [was: unknown, is: unknown] | undefined {
  if (!isRecord(value)) return undefined;
  if ("was" in value && "is" in value) return [value["was"], value["is"]];
  if ("to" in value) return [value["from"], value["to"]];
  return undefined;
}

const under = (name: string, part: string): string => (name ? `${name}·${part}` : part);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const hasName = (value: unknown): value is Record<string, unknown> & { name: string } =>
  isRecord(value) && typeof value["name"] === "string" && Object.keys(value).length > 2;

function flat(value: unknown, name = "", found = new Map<string, string>()): Map<string, string> {
  if (isRecord(value))
    for (const [part, inner] of Object.entries(value)) flat(inner, under(name, part), found);
  else if (name) found.set(name, plain(value));
  return found;
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(plain).join(", ");
  // Of a picture, what it shows and where it is.
  if (isRecord(value)) return Object.values(value).map(plain).filter(Boolean).join(" · ");
  return JSON.stringify(value);
}
