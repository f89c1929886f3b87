import type { Metadata } from "next";
import { PageShell } from "@/app/shell";
import { PageHead } from "@/components/shell/page-head";
import { getTranslations } from "@/i18n/translations";
import { mailOrNotFound, rendered } from "../outbox";

type Params = { params: Promise<{ mailId: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: (await rendered(await mailOrNotFound((await params).mailId))).subject };
}

export default async function MailPage({ params }: Params) {
  const mail = await mailOrNotFound((await params).mailId);
  const t = await getTranslations("outbox");
  const { subject, text } = await rendered(mail);
  return (
    <PageShell>
      <PageHead title={subject} back={{ href: "/outbox", label: t("back") }} />
      <div className="grid gap-4 p-4">
        <p className="text-ink-soft">{t("to", { address: mail.to })}</p>
        <iframe
          src={`/outbox/${mail.id}/html`}
          title={t("html")}
          sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
          className="h-[620px] w-full rounded-card border border-hairline bg-surface"
        />
        <h2 className="text-lead font-semibold">{t("text")}</h2>
        <MailText text={text} />
      </div>
    </PageShell>
  );
}

/** The text with its addresses as links, as mail programs show it. */
function MailText({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/\S+)/);
  return (
    <div className="rounded-card bg-sunken p-4 font-mono text-small whitespace-pre-wrap">
      {parts.map((part, place) =>
        place % 2 === 1 ? (
          <a key={place} href={part} className="text-link underline">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
