// The outbox is a window of the demo world. Where mails are real it does not exist: they hold secret links.
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { requestContext } from "@/app/request-context";
import { type Mail, mailById } from "@/domain/mail/queries";
import { env } from "@/env";
import { renderMail } from "@/integrations/mail/render-mail";
import type { RenderedMail } from "@/integrations/mail/letter";

export const isOutboxOpen: boolean = env.isDemo && env.smtpUrl === undefined && env.stripe.mode !== "live";

/** The mail, its links leading to the address by which its reader came: their session is known there alone. */
export async function rendered(mail: Mail): Promise<RenderedMail> {
  const host = (await headers()).get("host") ?? "";
  const here = `${new URL(env.publicUrl).protocol}//${host}`;
  return renderMail(mail, URL.canParse(here) ? here : env.publicUrl);
}

/** The mail of this id, or the page that says there is none. */
export async function mailOrNotFound(mailId: string): Promise<Mail> {
  const mail = isOutboxOpen ? await mailById(await requestContext(), mailId) : undefined;
  return mail ?? notFound();
}
