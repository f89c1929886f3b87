"use server";
import { redirect } from "next/navigation";
import { type FormState, typedValues } from "@/app/form-state";
import { requestContext } from "@/app/request-context";
import { withReturn } from "@/app/return-path";
import { personOf } from "@/domain/context";
import { openShop } from "@/domain/shops/open-shop";
import { env } from "@/env";
import { getTranslations } from "@/i18n/translations";
import { countTry } from "@/integrations/rate-limits";
import { tooManyTries } from "@/app/account-words";
import { chooseShop } from "../choose-shop";
import { pictureFrom } from "../picture-from";
import { readIdentity, readMoney, readReturns, readSeller, readTerms, textOf } from "../shop-form";

export async function open(_: FormState, form: FormData): Promise<FormState> {
  const ctx = await requestContext();
  const person = personOf(ctx);
  if (!person) redirect(withReturn("/sign-in", "/dashboard/open"));
  const country = textOf(form, "country");
  const identity = await readIdentity(form);
  const seller = await readSeller(form, country);
  const returns = await readReturns(form);
  const terms = seller.errors?.["country"] ? undefined : await readTerms(form, country);
  const money = seller.errors?.["country"] ? undefined : await readMoney(form, country);
  const avatar = await pictureFrom(ctx, person.accountId, form, "avatar");
  const banner = await pictureFrom(ctx, person.accountId, form, "banner");
  const values = { ...typedValues(form), ...avatar.values, ...banner.values };
  const errors = {
    ...identity.errors,
    ...(avatar.error && { avatar: avatar.error }),
    ...(banner.error && { banner: banner.error }),
    ...seller.errors,
    ...terms?.errors,
    ...money?.errors,
    ...returns.errors,
  };
  const t = await getTranslations("shops");
  const isWhole = identity.value && seller.value && returns.value && terms?.value && money?.value;
  if (!isWhole || Object.keys(errors).length > 0) return { message: t("somethingWrong"), errors, values };
  const limited = await countTry(ctx, { limit: "shop-by-person", key: person.personId });
  if (limited) return { message: await tooManyTries(limited), values };
  const outcome = await openShop(ctx, {
    ...identity.value,
    ...seller.value,
    ...terms.value,
    ...money.value,
    returnPolicy: returns.value,
    avatarUrl: avatar.picture?.url ?? null,
    bannerUrl: banner.picture?.url ?? null,
    // With real money a shop is paid through its own account at Stripe, or not at all.
    canBePaid: env.stripe.mode === "local",
  });
  if (!outcome.ok) {
    if (outcome.reason === "not-signed-in") return redirect(withReturn("/sign-in", "/dashboard/open"));
    return { message: t("somethingWrong"), errors: { handle: t(`handleRefused.${outcome.reason}`) }, values };
  }
  await chooseShop(outcome.value.accountId);
  return redirect("/dashboard/settings?done=opened");
}
