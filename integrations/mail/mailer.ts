// Where mails go: to the server of SMTP_URL; in the demo world without one, nowhere but the outbox.
import { createTransport } from "nodemailer";
import type { Mailer } from "@/domain/mail/deliver-mails";
import { env } from "@/env";
import { renderMail } from "./render-mail";

// Shorter than the lease of a mail together, so that nobody else sends it while a server keeps silent. Some look through
// a whole mail before they answer.
const patience = { reachMilliseconds: 15_000, answerMilliseconds: 60_000 };

/** A mailer for one round of mails, and how the round is ended. */
type Round = Mailer & { close(): void };

/** Undefined when mails have nowhere to go: then they wait. */
export function mailer(): Round | undefined {
  if (env.smtpUrl) return smtpMailer(env.smtpUrl, env.publicUrl);
  return env.isDemo ? { keepsContent: true, send: async () => {}, close() {} } : undefined;
}

/** One connection for all mails of the round: greeting, TLS and password take longer than a mail. */
export function smtpMailer(
  smtpUrl: string,
  publicUrl: string,
  { reachMilliseconds, answerMilliseconds } = patience,
): Round {
  const { hostname } = new URL(publicUrl);
  // Where an address is given, nodemailer reads its settings from there alone.
  const server = new URL(smtpUrl);
  const settings = {
    pool: true,
    maxConnections: 1,
    // What was under way when a connection broke may have been taken: its lease says when it is sent again.
    maxRequeues: 0,
    connectionTimeout: reachMilliseconds,
    greetingTimeout: reachMilliseconds,
    socketTimeout: answerMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  for (const [name, value] of Object.entries(settings)) server.searchParams.set(name, String(value));
  const transport = createTransport(server.href);
  return {
    keepsContent: false,
    close: () => transport.close(),
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

/** As nodemailer throws it. */
type SmtpError = Error & { code?: string; command?: string; response?: string; responseCode?: number };

/**
 * Why a mail was not taken, for the log: what the network says where no mail server was reached, and otherwise only at
 * which step and with which number it said no. A mail server's own words repeat the address.
 */
export function whyNotTaken(error: unknown): string {
  if (!(error instanceof Error)) return "no reason given";
  const { code, command, response, responseCode, message }: SmtpError = error;
  if (command === "CONN" && response === undefined) return message;
  return [code, command, responseCode].filter((part) => part !== undefined).join(" ") || error.name;
}
