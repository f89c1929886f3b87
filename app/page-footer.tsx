// The footer, filled for whoever asks.
import { getLocale } from "next-intl/server";
import { Footer } from "@/components/shell/footer";
import { personOf } from "@/domain/context";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { switchLanguage } from "./language";
import { isOutboxOpen } from "./outbox/outbox";
import { requestContext } from "./request-context";

// Each in its own language, so that whoever needs it can read it.
const languages = [
  { locale: "en", name: "English" },
  { locale: "fr", name: "Français" },
];

export async function PageFooter() {
  const t = await getTranslations("footer");
  const isOperator = personOf(await requestContext())?.isOperator === true;
  const links = [
    ...(isOutboxOpen ? [{ href: "/outbox", label: t("outbox") }] : []),
    ...(isOperator ? [{ href: "/operator", label: t("operator") }] : []),
  ];
  return (
    <Footer
      action={switchLanguage}
      current={await getLocale()}
      languages={languages}
      links={links}
      note={env.isDemoWorld ? t("demo") : ""}
    />
  );
}
