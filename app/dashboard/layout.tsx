import type { ReactNode } from "react";
import { type DashboardSection, Sections } from "@/components/dashboard/sections";
import { personOf } from "@/domain/context";
import { mayDo, type ShopAct } from "@/domain/shops/access-rules";
import { getTranslations } from "@/i18n/translations";
import { OperatorSections } from "../operator/operator-page";
import { requestContext } from "../request-context";
import { PageShell } from "../shell";
import { EndBanner } from "./end-banner";
import { allMyShops, currentShop } from "./shop-context";
import { ShopChooser } from "./shop-chooser";

const sections = [
  { part: "overview", href: "/dashboard", act: "see-figures" },
  { part: "listings", href: "/dashboard/listings", act: "see-listings" },
  { part: "orders", href: "/dashboard/orders", act: "see-orders" },
  { part: "posts", href: "/dashboard/posts", act: "post" },
  { part: "channels", href: "/dashboard/channels", act: "see-shop" },
  { part: "team", href: "/dashboard/team", act: "see-team" },
  { part: "archive", href: "/dashboard/archive", act: "archive" },
  { part: "settings", href: "/dashboard/settings", act: "edit-shop" },
] as const satisfies { part: string; href: string; act: ShopAct }[];

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const shop = await currentShop();
  const shops = shop ? await allMyShops() : [];
  const isOperator = personOf(await requestContext())?.isOperator === true;
  const t = await getTranslations("dashboard");
  const open: DashboardSection[] = sections
    .filter(({ act }) => shop && mayDo(shop.role, act))
    .map(({ part, href }) => ({ href, label: t(`section.${part}`) }));
  return (
    <PageShell isWide>
      {shop && shops.length > 1 ? <ShopChooser shops={shops} current={shop.accountId} /> : null}
      {open.length > 0 ? (
        <Sections label={t("sections", { shop: shop?.name ?? "" })} sections={open} />
      ) : null}
      {!shop && isOperator ? <OperatorSections /> : null}
      {shop ? <EndBanner merchantId={shop.accountId} /> : null}
      {children}
    </PageShell>
  );
}
