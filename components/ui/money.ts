// How amounts read, for components; mails read the same.
export { formatMoney } from "@/domain/money";

/** A tax by its name in a language, combined ones part by part ("GST + QST"); a name that is not listed stays. */
export function taxNameIn(names: Readonly<Record<string, string>>, name: string): string {
  return name
    .split(" + ")
    .map((part) => names[part] ?? part)
    .join(" + ");
}
