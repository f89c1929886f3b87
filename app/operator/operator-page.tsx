// The frame of what operators see, with the ways between its parts.
import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Sections } from "@/components/dashboard/sections";
import { personOf } from "@/domain/context";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { requestContext } from "../request-context";
import { withReturn } from "../return-path";
import { PageShell } from "../shell";

export async function OperatorPage({ children }: { children: ReactNode }) {
  return (
    <PageShell isWide>
      <OperatorSections />
      {children}
    </PageShell>
  );
}

/** For who may not see the page: a visitor signs in first and comes back, everybody else finds nothing. */
export async function notForYou(path: `/operator/${string}`): Promise<never> {
  if (!personOf(await requestContext())) redirect(withReturn("/sign-in", path));
  notFound();
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
