import { requestContext } from "@/app/request-context";
import { RemovableList } from "@/components/settings/removable-list";
import { hiddenAdvertiserNames } from "@/domain/promotions/queries";
import { getTranslations } from "@/i18n/translations";
import { showAgain } from "./actions";

export async function HiddenAdvertisers() {
  const t = await getTranslations("settings.advertisers");
  const hidden = await hiddenAdvertiserNames(await requestContext());
  return (
    <RemovableList
      action={showAgain}
      none={t("none")}
      remove={t("show")}
      items={hidden.map(({ handle, name }) => ({
        id: handle,
        removeLabel: t("showAdvertiser", { name }),
        content: (
          <p>
            <span className="font-semibold">{name}</span> <span className="text-ink-soft">@{handle}</span>
          </p>
        ),
      }))}
    />
  );
}
