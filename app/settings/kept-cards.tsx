import { requestContext } from "@/app/request-context";
import { brandName } from "@/components/checkout/brand";
import { RemovableList } from "@/components/settings/removable-list";
import { isExpired, keptCardsOf } from "@/domain/payments/kept-cards";
import { getTranslations } from "@/i18n/translations";
import { removeCard } from "./actions";

export async function KeptCards() {
  const t = await getTranslations("settings.cards");
  const ctx = await requestContext();
  const cards = await keptCardsOf(ctx);
  return (
    <RemovableList
      action={removeCard}
      none={t("none")}
      remove={t("remove")}
      items={cards.map((card) => {
        const expiry = {
          month: String(card.expiryMonth).padStart(2, "0"),
          year: String(card.expiryYear),
        };
        const isOver = isExpired(card, ctx.clock.now());
        return {
          id: card.id,
          removeLabel: t("removeCard", { last4: card.last4 }),
          content: (
            <>
              <p className="font-semibold">
                {t("card", { brand: brandName(card.brand), last4: card.last4 })}
              </p>
              <p className={`text-small ${isOver ? "text-bad" : "text-ink-soft"}`}>
                {isOver ? t("expired", expiry) : t("expires", expiry)}
              </p>
            </>
          ),
        };
      })}
    />
  );
}
