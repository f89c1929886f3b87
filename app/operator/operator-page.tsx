// The frame of what operators see, with the ways between its parts.
import type { ReactNode } from "react";
import { Sections } from "@/components/dashboard/sections";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { PageShell } from "../shell";

export async function OperatorPage({ children }: { children: ReactNode }) {
  return (
    <PageShell isWide>
      <OperatorSections />
      {children}
    </PageShell>
  );
}

/** Orders are among the shops' pages, where an operator sees those of all. */
export async function OperatorSections() {
  const t = await getTranslations("operator.sections");
  const sections = [
    { href: "/operator/health", label: t("health") },
    { href: "/operator/jobs", label: t("jobs") },
    { href: "/operator/channels", label: t("channels") },
    { href: "/dashboard/orders", label: t("orders") },
    ...(env.isDemoWorld ? [{ href: "/operator/clock", label: t("clock") }] : []),
  ];
  return <Sections label={t("label")} sections={sections} />;
}
