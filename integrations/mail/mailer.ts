// Where mails go: to the server of SMTP_URL; in the demo world without one, nowhere but the outbox.
import { createTransport } from "nodemailer";
import type { Mailer } from "@/domain/mail/deliver-mails";
import { env } from "@/env";
import { renderMail } from "./render-mail";

const timeoutMilliseconds = 15_000;

/** Undefined when mails have nowhere to go: then they wait. */
export function mailer(): Mailer | undefined {
  if (env.smtpUrl) return smtpMailer(env.smtpUrl, env.publicUrl);
  return env.isDemo ? { keepsContent: true, send: async () => {} } : undefined;
}

export function smtpMailer(smtpUrl: string, publicUrl: string): Mailer {
  const { hostname } = new URL(publicUrl);
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    keepsContent: false,
    async send(mail) {
      const { subject, html, text } = renderMail(mail, publicUrl);
      await transport.sendMail({
        from: { name: "Merle", address: `no-reply@${hostname}` },
        to: mail.to,
        subject,
        html,
        text,
        // Both stay the same, so that whoever gets it twice after a lost answer can tell (RFC 5322, section 3.6.4).
        messageId: `<${mail.id}@${hostname}>`,
        date: mail.createdAt,
        headers: { "Auto-Submitted": "auto-generated" },
      });
    },
  };
}
