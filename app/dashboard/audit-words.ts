// What stands in the log, in the reader's words: of the page and of the file alike.
import { type AuditAction, type ChangeLine, changeLines } from "@/domain/shops/audit-rules";
import type { AuditLine } from "@/domain/shops/audit-log";
import { roles } from "@/db/schema/accounts";
import { getTranslations } from "@/i18n/translations";
import { messages } from "@/messages";

type Name = keyof typeof messages.en.shops.audit.names;

const isKnown = <K extends string>(words: Record<K, string>, key: string): key is K =>
  Object.hasOwn(words, key);

export async function auditWords() {
  const t = await getTranslations("shops");
  const { actions, names } = messages.en.shops.audit;
  // What has no word yet is shown as it was noted: a log leaves nothing out.
  const action = (name: string) => (isKnown<AuditAction>(actions, name) ? t(`audit.actions.${name}`) : name);
  const name = (path: string): string => {
    const [, code, what] = /^otherFees·(\w+)·(\w+)$/.exec(path) ?? [];
    if (what !== undefined) return `${name(what)} (${code})`;
    return isKnown<Name>(names, path) ? t(`audit.names.${path}`) : path;
  };
  const value = (path: string, written: string) => {
    const role = path === "role" ? roles.find((one) => one === written) : undefined;
    if (role) return t(`role.${role}`);
    if (written === "true" || written === "false") return t(`audit.${written}`);
    return written;
  };
  return {
    action,
    /** What was done and to whom, where that is somebody or has a name. */
    what: ({ action: done, subjectName }: AuditLine) =>
      subjectName ? t("audit.withName", { what: action(done), name: subjectName }) : action(done),
    lines: (line: AuditLine): (ChangeLine & { words: string })[] =>
      changeLines(line.detail).map((change) => {
        const before = value(change.name, change.before);
        const after = value(change.name, change.after);
        const words = { name: name(change.name), before, after };
        const kind = change.before === "" ? "only" : change.after === "" ? "was" : "fromTo";
        return { ...change, words: t(`audit.${kind}`, words) };
      }),
  };
}
