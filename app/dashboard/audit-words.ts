// What stands in the log, in the reader's words: of the page and of the file alike.
import { getLocale } from "next-intl/server";
import { beginning } from "@/app/beginning";
import { formatMoney } from "@/components/ui/money";
import type { BulkChange } from "@/domain/catalog/bulk/bulk-rules";
import { type AuditAction, type ChangeLine, changeLines } from "@/domain/shops/audit-rules";
import type { AuditLine } from "@/domain/shops/audit-log";
import { dateFormat } from "@/domain/time";
import { roles } from "@/db/schema/accounts";
import { getTranslations } from "@/i18n/translations";
import { messages } from "@/messages";

type Name = keyof typeof messages.en.shops.audit.names;
type Value = keyof typeof messages.en.shops.audit.values;

const isKnown = <K extends string>(words: Record<K, string>, key: string): key is K =>
  Object.hasOwn(words, key);

const isInstant = (written: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(written);

/** @param shop whose log it is: in its time zone and its currency. */
export async function auditWords(shop: { timeZone: string; currency: string }) {
  const t = await getTranslations("shops");
  const locale = await getLocale();
  const moment = dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: shop.timeZone });
  const { actions, names, values } = messages.en.shops.audit;
  // What has no word yet is shown as it was noted: a log leaves nothing out.
  const action = (name: string) => (isKnown<AuditAction>(actions, name) ? t(`audit.actions.${name}`) : name);
  const name = (path: string): string => {
    const [, variant, part] = /^variants·(.+?)·((?:otherPrices·)?\w+)$/.exec(path) ?? [];
    if (variant !== undefined && part !== undefined)
      return t("audit.ofVariant", { variant, name: name(part) });
    const [, code, what] = /^otherFees·(\w+)·(\w+)$/.exec(path) ?? [];
    if (what !== undefined) return `${name(what)} (${code})`;
    const [, currency] = /^otherPrices·(\w+)$/.exec(path) ?? [];
    if (currency !== undefined) return `${name("priceMinor")} (${currency})`;
    return isKnown<Name>(names, path) ? t(`audit.names.${path}`) : path;
  };
  const value = (path: string, written: string, line: AuditLine): string => {
    const role = path === "role" ? roles.find((one) => one === written) : undefined;
    if (role) return t(`role.${role}`);
    if (isInstant(written)) return moment.format(new Date(written));
    const currency = currencyOf(path, line);
    if (currency !== undefined && /^-?\d+$/.test(written))
      return formatMoney(Number(written), currency || shop.currency, locale);
    return isKnown<Value>(values, written) && hasWordedValues(path) ? t(`audit.values.${written}`) : written;
  };
  const titleOf = ({ detail }: AuditLine) =>
    typeof detail["title"] === "string" ? detail["title"] : undefined;
  return {
    action,
    /** What was done and to whom or what, where that has a name. */
    what: (line: AuditLine) => {
      // A product by its title of then, where that was noted; a post whose words were noted is told by all of them.
      const words = "text" in line.detail ? undefined : line.subjectName;
      const named = titleOf(line) ?? (words && beginning(words));
      return named ? t("audit.withName", { what: action(line.action), name: named }) : action(line.action);
    },
    lines: (line: AuditLine): (ChangeLine & { words: string })[] =>
      changeLines(line.detail)
        .filter((change) => !isSaidAnyway(change, line, titleOf(line)))
        .map((change) => {
          const before = value(change.name, change.before, line);
          const after =
            change.name === "listingId" && line.offeredTitle
              ? line.offeredTitle
              : value(change.name, change.after, line);
          const words = { name: name(change.name), before, after };
          const kind = change.before === "" ? "only" : change.after === "" ? "was" : "fromTo";
          return { ...change, words: t(`audit.${kind}`, words) };
        }),
  };
}

/** What has a name is named with what was done, and that a variant was changed is said by how. */
const isSaidAnyway = (
  { name, before, after }: ChangeLine,
  { subjectName }: AuditLine,
  title: string | undefined,
): boolean =>
  (name === "title" && before === "" && after === title) ||
  (name === "promotionId" && subjectName !== undefined) ||
  (name === "change·price·rounding" && after === "none") ||
  (/^variants·.+·kind$/.test(name) && after === "changed");

/** In which currency an amount is: blank for the shop's own, undefined for what is no amount. */
function currencyOf(path: string, { detail }: AuditLine): string | undefined {
  const [, other] = /(?:^|·)other(?:Fees|Prices)·([A-Z]{3})(?:·|$)/.exec(path) ?? [];
  if (other !== undefined) return other;
  if (!path.endsWith("Minor")) return undefined;
  const { change } = detail as { change?: BulkChange };
  return change?.price?.currency ?? "";
}

/** What people typed stays as they typed it, be it "active" or "true". */
const hasWordedValues = (path: string): boolean =>
  ["kind", "status", "checkout", "pricesIncludeTax", "isForFollowers"].includes(path.split("·").at(-1) ?? "");
