// On the page of a channel: begin an end, or change it and call it off.
import { Section } from "@/components/settings/section";
import { ActionForm } from "@/components/ui/action-form";
import { buttonLook } from "@/components/ui/button";
import { DoneNotice } from "@/components/ui/done-notice";
import type { EndOwner } from "@/domain/channels/end-owner";
import type { Life } from "@/domain/channels/rules";
import type { Instant } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { callOff } from "./actions";

type EndSectionProps = {
  owner: EndOwner;
  slug: string;
  life: Life & { endRevision: number };
  now: Instant;
  path: string;
  /** Of an end that is not announced yet. */
  words: { title: string; text: string; begin: string };
};

export async function EndSection({ owner, slug, life, now, path, words }: EndSectionProps) {
  const t = await getTranslations("channels.end");
  if (life.closesAt !== null && life.closesAt <= now) return null;
  if (life.endAnnouncedAt === null)
    return (
      <Section id="end" title={words.title}>
        <p className="mb-3 text-ink-soft">{words.text}</p>
        <a href={`${path}/end`} className={buttonLook("quiet", "max-sm:w-full")}>
          {words.begin}
        </a>
      </Section>
    );
  const mayCallOff = life.salesEndAt === null || now < life.salesEndAt;
  const which = { ownerKind: owner.kind, ownerId: owner.id, slug, seenRevision: String(life.endRevision) };
  return (
    <Section id="end" title={t(mayCallOff ? "changeSection" : "changeLink")}>
      <p className="mb-3 text-ink-soft">{t("changeText")}</p>
      <a href={`${path}/end`} className={buttonLook("quiet", "max-sm:w-full")}>
        {t("changeLink")}
      </a>
      {mayCallOff ? (
        <div className="mt-5">
          <p className="mb-3 text-ink-soft">{t("cancelText")}</p>
          <ActionForm id="call-off" action={callOff} look="quiet" submit={t("cancel")} hidden={which} />
        </div>
      ) : null}
    </Section>
  );
}

const doneWords = ["announced", "changed", "cancelled"] as const;

/** What has just been done, after the way back. */
export async function EndDone({ done }: { done: string | undefined }) {
  const t = await getTranslations("channels.end");
  const word = doneWords.find((one) => one === done);
  return word ? (
    <div className="px-4 pt-4">
      <DoneNotice>{t(word)}</DoneNotice>
    </div>
  ) : null;
}
