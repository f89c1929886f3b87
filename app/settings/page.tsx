import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { redirect } from "next/navigation";
import { signOut } from "@/app/(plain)/sign-out/actions";
import { countryOptions } from "@/app/country-options";
import { firstOf, type Query } from "@/app/query";
import { requestContext } from "@/app/request-context";
import { withReturn } from "@/app/return-path";
import { PageShell } from "@/app/shell";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { Button, buttonLook } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { type OwnSettings, ownSettings } from "@/domain/accounts/queries";
import { bioLimit, handleLimits, nameLimit, pictureNames } from "@/domain/accounts/rules";
import { getTranslations } from "@/i18n/translations";
import { savePassword, saveProfile, sendAgain } from "./actions";
import { HiddenAdvertisers } from "./hidden-advertisers";
import { KeptAddresses } from "./kept-addresses";
import { KeptCards } from "./kept-cards";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("title") };
}

export default async function SettingsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const own = await ownSettings(await requestContext());
  if (!own) return redirect(withReturn("/sign-in", "/settings"));
  const t = await getTranslations("settings");
  const changed = firstOf((await searchParams)["changed"]);
  return (
    <PageShell>
      <PageHead title={t("title")} />
      {changed === "password" || changed === "email" ? (
        <output className="block px-4 pt-4">
          <Notice tone="good">{t(`changed.${changed}`)}</Notice>
        </output>
      ) : null}
      <Section id="profile" title={t("profile.title")}>
        <ProfileForm own={own} />
      </Section>
      <Section id="email" title={t("email.title")}>
        <EmailState own={own} />
      </Section>
      <Section id="password" title={t("password.title")}>
        <ActionForm
          id="password"
          action={savePassword}
          submit={t("password.save")}
          look="quiet"
          fields={[
            {
              name: "currentPassword",
              label: t("password.current"),
              type: "password",
              autoComplete: "current-password",
              isRequired: true,
            },
            {
              name: "newPassword",
              label: t("password.new"),
              type: "password",
              autoComplete: "new-password",
              isRequired: true,
            },
          ]}
        />
      </Section>
      <Section id="cards" title={t("cards.title")}>
        {changed === "not-the-card" ? (
          <output className="mb-3 block">
            <Notice tone="bad">{t("cards.notRemoved")}</Notice>
          </output>
        ) : null}
        <KeptCards />
      </Section>
      <Section id="addresses" title={t("addresses.title")}>
        <KeptAddresses />
      </Section>
      <Section id="advertisers" title={t("advertisers.title")}>
        <HiddenAdvertisers />
      </Section>
      <Section id="shop" title={t("shop.title")}>
        <p className="mb-3 text-ink-soft">{t("shop.text")}</p>
        <a href="/dashboard/open" className={buttonLook("quiet", "w-full sm:w-auto")}>
          {t("shop.open")}
        </a>
      </Section>
      <Section id="session" title={t("session.title")}>
        <p className="mb-3 text-ink-soft">{t("session.text", { handle: own.handle })}</p>
        <form action={signOut}>
          <Button type="submit" className="w-full sm:w-auto">
            {t("session.signOut")}
          </Button>
        </form>
      </Section>
    </PageShell>
  );
}

async function ProfileForm({ own }: { own: OwnSettings }) {
  const t = await getTranslations("settings.profile");
  const accountWords = await getTranslations("accounts");
  const pictures = pictureNames.map((name) => ({
    value: name,
    label: t(`pictures.${name}`),
    imageUrl: `/avatars/${name}.svg`,
  }));
  const present = pictures.find((picture) => picture.imageUrl === own.avatarUrl)?.value;
  const isOwnPicture = own.avatarUrl !== null && present === undefined;
  return (
    <ActionForm
      id="profile"
      action={saveProfile}
      submit={t("save")}
      fields={[
        {
          name: "picture",
          label: t("picture"),
          type: "pictures",
          defaultValue: present ?? (isOwnPicture ? "current" : "initials"),
          options: [
            ...(isOwnPicture && own.avatarUrl
              ? [{ value: "current", label: t("pictures.current"), imageUrl: own.avatarUrl }]
              : []),
            { value: "initials", label: t("pictures.initials") },
            ...pictures,
          ],
        },
        {
          name: "name",
          label: accountWords("name"),
          autoComplete: "name",
          maxLength: nameLimit,
          defaultValue: own.name,
          isRequired: true,
        },
        {
          name: "handle",
          label: accountWords("handle"),
          hint: t("handleHint"),
          autoComplete: "off",
          maxLength: handleLimits.longest + 1,
          defaultValue: own.handle,
          isRequired: true,
        },
        {
          name: "bio",
          label: t("bio"),
          hint: t("bioHint"),
          type: "textarea",
          maxLength: bioLimit,
          defaultValue: own.bio,
        },
        {
          name: "locale",
          label: t("language"),
          type: "select",
          // The one that is being read, so that saving something else does not change it.
          defaultValue: await getLocale(),
          options: [
            { value: "en", label: "English" },
            { value: "fr", label: "Français" },
          ],
        },
        {
          name: "country",
          label: t("country"),
          hint: t("countryHint"),
          type: "select",
          autoComplete: "country",
          defaultValue: own.country,
          options: await countryOptions(),
        },
      ]}
    />
  );
}

async function EmailState({ own }: { own: OwnSettings }) {
  const t = await getTranslations("settings.email");
  if (own.isEmailConfirmed) return <p>{t("confirmed", { email: own.email })}</p>;
  return (
    <>
      <p className="mb-3">{t("unconfirmed", { email: own.email })}</p>
      <ActionForm id="send-again" action={sendAgain} submit={t("sendAgain")} look="quiet" fields={[]} />
    </>
  );
}
