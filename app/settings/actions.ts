"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { accountFieldErrors, tooManyTries } from "@/app/account-words";
import { type FormState, typedValues } from "@/app/form-state";
import { setLanguageCookie } from "@/app/language-cookie";
import { requestContext } from "@/app/request-context";
import { withReturn } from "@/app/return-path";
import { startSession } from "@/app/session";
import { changePassword } from "@/domain/accounts/change-password";
import { isCountry } from "@/domain/accounts/countries";
import { editProfile } from "@/domain/accounts/edit-profile";
import { removeKeptAddress } from "@/domain/accounts/remove-kept-address";
import { Bio, DisplayName, Handle, NewPassword, Picture } from "@/domain/accounts/rules";
import { sendConfirmationAgain } from "@/domain/accounts/send-confirmation";
import { personOf } from "@/domain/context";
import { removeKeptCard } from "@/domain/payments/kept-cards";
import { showAdvertiser } from "@/domain/promotions/show-advertiser";
import { localesOffered } from "@/i18n/locale";
import { getTranslations } from "@/i18n/translations";
import { countTry, forgetTries } from "@/integrations/rate-limits";

const signInFirst = withReturn("/sign-in", "/settings");

const Profile = z.object({
  name: DisplayName,
  handle: Handle,
  bio: Bio,
  picture: Picture.default("current"),
  locale: z.enum(localesOffered),
  country: z.string().refine(isCountry),
});

export async function saveProfile(_: FormState, form: FormData): Promise<FormState> {
  const values = typedValues(form);
  const input = Profile.safeParse(Object.fromEntries(form));
  if (!input.success) return { errors: await accountFieldErrors(input.error), values };
  const outcome = await editProfile(await requestContext(), input.data);
  if (!outcome.ok) {
    if (outcome.reason === "not-signed-in") return redirect(signInFirst);
    const t = await getTranslations("accounts.signUp");
    const words = { "handle-taken": t("handleTaken"), "handle-reserved": t("handleReserved") };
    return { errors: { handle: words[outcome.reason] }, values };
  }
  await setLanguageCookie(input.data.locale);
  const t = await getTranslations({ locale: input.data.locale, namespace: "settings.profile" });
  return { message: t("saved"), isDone: true };
}

export async function sendAgain(): Promise<FormState> {
  const ctx = await requestContext();
  const person = personOf(ctx);
  if (!person) return redirect(signInFirst);
  const limited = await countTry(ctx, { limit: "confirmation-by-person", key: person.personId });
  if (limited) return { message: await tooManyTries(limited) };
  await sendConfirmationAgain(ctx);
  const t = await getTranslations("settings.email");
  return { message: t("sent", { email: person.email }), isDone: true };
}

const Password = z.object({
  currentPassword: z.string("password-missing").min(1, "password-missing"),
  newPassword: NewPassword,
});

export async function savePassword(_: FormState, form: FormData): Promise<FormState> {
  const input = Password.safeParse(Object.fromEntries(form));
  if (!input.success) return { errors: await accountFieldErrors(input.error) };
  const ctx = await requestContext();
  const person = personOf(ctx);
  if (!person) return redirect(signInFirst);
  const tries = { limit: "password-by-person", key: person.personId } as const;
  const limited = await countTry(ctx, tries);
  if (limited) return { message: await tooManyTries(limited) };
  const outcome = await changePassword(ctx, input.data);
  const t = await getTranslations("settings");
  if (!outcome.ok) return { errors: { currentPassword: t("password.wrong") } };
  await forgetTries(ctx, tries);
  await startSession(outcome.value.personId);
  return { message: t("changed.password"), isDone: true };
}

const OneThing = z.object({ id: z.string() });

// The browser would only scroll to another part of the page that it has: what it has is told to be old.
function showAnew(part: string): never {
  revalidatePath("/settings");
  redirect(`/settings${part}`);
}

// Something that is gone already, or somebody else's, is not here: the page comes again and shows what is.

export async function removeAddress(form: FormData): Promise<void> {
  const { id } = OneThing.parse(Object.fromEntries(form));
  await removeKeptAddress(await requestContext(), { addressId: id });
  showAnew("#addresses");
}

export async function removeCard(form: FormData): Promise<void> {
  const { id } = OneThing.parse(Object.fromEntries(form));
  const outcome = await removeKeptCard(await requestContext(), id);
  const isStillKept = !outcome.ok && outcome.reason === "unanswered";
  showAnew(isStillKept ? "?changed=not-the-card#cards" : "#cards");
}

export async function showAgain(form: FormData): Promise<void> {
  const { id } = OneThing.parse(Object.fromEntries(form));
  await showAdvertiser(await requestContext(), { handle: id });
  showAnew("#advertisers");
}
