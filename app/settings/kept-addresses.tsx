import { getLocale } from "next-intl/server";
import { requestContext } from "@/app/request-context";
import { RemovableList } from "@/components/settings/removable-list";
import { keptAddressesOf } from "@/domain/checkout/queries";
import { envelopeLines } from "@/domain/orders/address-rules";
import { getTranslations } from "@/i18n/translations";
import { removeAddress } from "./actions";

export async function KeptAddresses() {
  const t = await getTranslations("settings.addresses");
  const locale = await getLocale();
  const kept = await keptAddressesOf(await requestContext());
  return (
    <RemovableList
      action={removeAddress}
      none={t("none")}
      remove={t("remove")}
      items={kept.map(({ id, address }) => ({
        id,
        removeLabel: t("removeAddress", { name: address.fullName, city: address.city }),
        content: (
          <address className="not-italic">
            <p className="font-semibold">{address.fullName}</p>
            <p className="text-small text-ink-soft">{envelopeLines(address, locale).slice(1).join(", ")}</p>
          </address>
        ),
      }))}
    />
  );
}
