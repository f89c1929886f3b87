// Who works for the shop, in which role. Owners invite, change and remove; everybody can leave.
import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { Section } from "@/components/settings/section";
import { PageHead } from "@/components/shell/page-head";
import { ActionForm } from "@/components/ui/action-form";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { DoneNotice } from "@/components/ui/done-notice";
import { TextLink } from "@/components/ui/text-link";
import { roles } from "@/db/schema/accounts";
import { mayDo } from "@/domain/shops/access-rules";
import { avatarAt } from "@/domain/shops/picture-rules";
import { type OpenInvitation, type TeamMember, teamOf } from "@/domain/shops/team";
import { dateFormat } from "@/domain/time";
import { getTranslations } from "@/i18n/translations";
import { firstOf, type Query } from "../../query";
import { shopContext } from "../shop-context";
import { again, change, invite, remove, withdraw } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shops.team");
  return { title: t("title"), robots: { index: false } };
}

const done = ["joined", "invited", "withdrawn", "changed", "removed", "gone", "last-owner"] as const;

export default async function Team({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, shop } = await shopContext("/dashboard/team", "see-team");
  const { members, invitations } = await teamOf(ctx, shop.accountId);
  const t = await getTranslations("shops.team");
  const isOwner = mayDo(shop.role, "edit-team");
  const asked = firstOf((await searchParams)["done"]);
  const justDone = done.find((one) => one === asked);
  return (
    <>
      <PageHead title={t("title")} />
      <div>
        {justDone ? (
          <div className="px-4 pt-4">
            <DoneNotice isBad={justDone === "gone" || justDone === "last-owner"}>
              {t(`done.${justDone}`, { shop: shop.name })}
            </DoneNotice>
          </div>
        ) : null}
        <Section id="members" title={t("members", { shop: shop.name })}>
          {isOwner ? null : <p className="mb-3 text-ink-soft">{t("onlyOwners")}</p>}
          <ul className="max-w-column divide-y divide-hairline rounded-card border border-hairline bg-surface">
            {members.map((member) => (
              <MemberRow key={member.personId} shopId={shop.accountId} member={member} isOwner={isOwner} />
            ))}
          </ul>
        </Section>
        {invitations.length > 0 ? (
          <Section id="invitations" title={t("invitations")}>
            <ul className="max-w-column divide-y divide-hairline rounded-card border border-hairline bg-surface">
              {invitations.map((invitation) => (
                <InvitationRow key={invitation.id} shopId={shop.accountId} invitation={invitation} />
              ))}
            </ul>
          </Section>
        ) : null}
        {isOwner ? (
          <Section id="invite" title={t("inviteTitle")}>
            <ActionForm
              id="invite"
              action={invite.bind(null, shop.accountId)}
              submit={t("invite")}
              fields={[
                {
                  name: "email",
                  label: t("email"),
                  hint: t("inviteHint"),
                  type: "email",
                  autoComplete: "off",
                  isRequired: true,
                },
                {
                  name: "role",
                  label: t("role"),
                  type: "choice",
                  defaultValue: "fulfilment",
                  options: await roleOptions(),
                },
              ]}
            />
          </Section>
        ) : null}
        {isOwner ? null : (
          <Section id="roles" title={t("roles")}>
            <Roles />
          </Section>
        )}
        {mayDo(shop.role, "see-audit-log") ? (
          <p className="p-4">
            <TextLink href="/dashboard/audit">{t("toAudit")}</TextLink>
          </p>
        ) : null}
      </div>
    </>
  );
}

/** Each with what it may do: nobody has to know the roles by heart. */
async function roleOptions(): Promise<{ value: string; label: string; hint: string }[]> {
  const t = await getTranslations("shops");
  return roles.map((role) => ({ value: role, label: t(`role.${role}`), hint: t(`roleText.${role}`) }));
}

async function Roles() {
  const t = await getTranslations("shops");
  return (
    <dl className="grid gap-2">
      {roles.map((role) => (
        <div key={role} className="flex flex-wrap gap-x-2">
          <dt className="font-semibold">{t(`role.${role}`)}</dt>
          <dd className="text-ink-soft">{t(`roleText.${role}`)}</dd>
        </div>
      ))}
    </dl>
  );
}

type MemberRowProps = { shopId: string; member: TeamMember; isOwner: boolean };

async function MemberRow({ shopId, member, isOwner }: MemberRowProps) {
  const t = await getTranslations("shops");
  const day = dateFormat(await getLocale(), { dateStyle: "medium", timeZone: "UTC" });
  const { name, handle, role, isSelf } = member;
  const personId = <input type="hidden" name="personId" value={member.personId} />;
  return (
    <li className="grid gap-3 p-3">
      <div className="flex items-center gap-3">
        <Avatar name={name} url={avatarAt(member.avatarUrl)} />
        <p className="min-w-0 flex-1">
          <a href={`/${handle}`} className="font-semibold hover:underline">
            {name}
          </a>
          {isSelf ? ` (${t("team.you")})` : null}
          <span className="block text-small break-words text-ink-soft">
            @{handle} · {t("team.since", { day: day.format(member.since) })}
          </span>
        </p>
        {isOwner ? null : <span className="shrink-0">{t(`role.${role}`)}</span>}
      </div>
      {isOwner ? (
        <form action={change.bind(null, shopId)} className="flex flex-wrap items-end gap-3">
          {personId}
          <div className="min-w-48 flex-1">
            <SelectField
              key={role}
              id={`role-${member.personId}`}
              name="role"
              label={t("team.roleOf", { name })}
              defaultValue={role}
            >
              {roles.map((one) => (
                <option key={one} value={one}>
                  {t(`role.${one}`)}
                </option>
              ))}
            </SelectField>
          </div>
          <Button type="submit">{t("team.changeRole")}</Button>
        </form>
      ) : null}
      {isOwner || isSelf ? (
        <details>
          <summary className="inline-flex min-h-touch items-center text-link">
            {isSelf ? t("team.leave") : t("team.remove")}
            {isSelf ? null : <span className="sr-only"> {name}</span>}
          </summary>
          <form action={remove.bind(null, shopId)} className="grid gap-3 pt-1">
            <p className="text-ink-soft">{t(isSelf ? "team.leaveText" : "team.removeText")}</p>
            {personId}
            <Button type="submit" className="justify-self-start">
              {isSelf ? t("team.leave") : t("team.removeWho", { name })}
            </Button>
          </form>
        </details>
      ) : null}
    </li>
  );
}

async function InvitationRow({ shopId, invitation }: { shopId: string; invitation: OpenInvitation }) {
  const t = await getTranslations("shops");
  const format = dateFormat(await getLocale(), { dateStyle: "medium", timeZone: "UTC" });
  const { id, email, role, isExpired } = invitation;
  const day = format.format(invitation.expiresAt);
  const button = (act: (form: FormData) => Promise<void>, label: string, word: string): ReactNode => (
    <form action={act}>
      <input type="hidden" name="invitationId" value={id} />
      <Button type="submit" aria-label={label}>
        {word}
      </Button>
    </form>
  );
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 p-3">
      <p className="min-w-0">
        <span className="font-semibold break-all">{email}</span>
        <span className="block text-small text-ink-soft">
          {t(`role.${role}`)}, {t(isExpired ? "team.expired" : "team.until", { day })}
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        {button(again.bind(null, shopId), t("team.againWho", { email }), t("team.again"))}
        {button(withdraw.bind(null, shopId), t("team.withdrawWho", { email }), t("team.withdraw"))}
      </div>
    </li>
  );
}
