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

/** The lines of what was noted: of a change, and also of what only came to be or only went. */
export function changeLines(detail: Record<string, unknown>): ChangeLine[] {
  const [was, is] = bothSides(detail);
  const before = flat(was);
  const after = flat(is);
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((name) => ({ name, before: before.get(name) ?? "", after: after.get(name) ?? "" }))
    .filter((line) => line.before !== line.after);
}

/** As a whole {before, after} or {was, is}; or each part by itself {part: {was, is}}; or only what there is now. */
function bothSides(detail: Record<string, unknown>): [unknown, unknown] {
  if ("before" in detail || "after" in detail) return [detail["before"], detail["after"]];
  if ("was" in detail || "is" in detail) return [detail["was"], detail["is"]];
  const sides = Object.entries(detail).map(([name, value]) =>
    isRecord(value) && "was" in value && "is" in value
      ? { name, was: value["was"], is: value["is"] }
      : { name, was: undefined, is: value },
  );
  return [
    Object.fromEntries(sides.map(({ name, was }) => [name, was])),
    Object.fromEntries(sides.map(({ name, is }) => [name, is])),
  ];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function flat(value: unknown, name = "", found = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) found.set(name, value.map(plain).join(", "));
  else if (isRecord(value))
    for (const [part, inner] of Object.entries(value)) flat(inner, name ? `${name}·${part}` : part, found);
  else if (name) found.set(name, plain(value));
  return found;
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
