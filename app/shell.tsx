// The frame, filled for whoever asks. Layouts put their pages into it.
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import type { NavItem } from "@/components/shell/nav";
import { OfflinePage } from "@/components/shell/offline-page";
import { Shell } from "@/components/shell/shell";
import { personOf } from "@/domain/context";
import { shopsWhere } from "@/domain/shops/access";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { PageFooter } from "./page-footer";
import { requestContext } from "./request-context";

type PageShellProps = { children: ReactNode; aside?: ReactNode; isWide?: boolean };

export async function PageShell({ children, aside, isWide }: PageShellProps) {
  const t = await getTranslations("shell");
  const common = await getTranslations("common");
  const ctx = await requestContext();
  const person = personOf(ctx);
  const items: NavItem[] = [
    { href: "/", label: t("home"), icon: "home" },
    { href: "/orders", label: t("orders"), icon: "orders", hasParts: true },
    { href: "/donations", label: t("donations"), icon: "gift", hasParts: true },
    ...(shopsWhere(ctx, "see-shop").length > 0
      ? ([{ href: "/dashboard", label: t("shop"), icon: "shop", hasParts: true }] satisfies NavItem[])
      : []),
    {
      href: person ? `/${person.handle}` : "/sign-in",
      label: person ? t("profile") : t("signInPlace"),
      icon: "person",
    },
    { href: "/settings", label: t("settings"), icon: "settings" },
  ];
  return (
    <Shell
      words={{
        appName: common("appName"),
        skipToContent: common("skipToContent"),
        navigation: t("navigation"),
        aside: t("aside"),
        compose: t("compose"),
        signUp: t("signUp"),
      }}
      items={items}
      isVisitor={!person}
      aside={aside}
      isWide={isWide}
      footer={<PageFooter />}
    >
      {children}
      {env.isProduction ? <OfflinePage locale={await getLocale()} /> : null}
    </Shell>
  );
}
