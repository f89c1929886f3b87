// Who an account is: its banner, its picture, its words, its figures.
import { Avatar } from "@/components/ui/avatar";
import { buttonLook } from "@/components/ui/button";
import { avatarAt } from "@/domain/shops/picture-rules";
import type { ProfileView } from "@/domain/timeline/views";
import { FollowButton } from "./follow-button";
import { Verified } from "./verified";
import type { TimelineWords } from "./words";
import { withFirmSpaces } from "./written";

export function ProfileHead({ profile, words }: { profile: ProfileView; words: TimelineWords }) {
  const { t } = words;
  const kind = t(`kinds.${profile.kind}`);
  const figures = [
    { n: profile.tweetCount, label: t("tweetsCount", { count: profile.tweetCount }) },
    { n: profile.followingCount, label: t("followingCount", { count: profile.followingCount }) },
    { n: profile.followerCount, label: t("followersCount", { count: profile.followerCount }) },
  ];
  return (
    <header className="border-b border-hairline pb-4">
      {profile.bannerUrl ? (
        <img
          src={profile.bannerUrl}
          alt=""
          width={1500}
          height={500}
          decoding="async"
          className="aspect-[3] h-auto w-full bg-sunken object-cover"
        />
      ) : (
        <div className="h-24 bg-sunken" />
      )}
      <div className="px-4">
        <div className="flex flex-wrap items-end justify-between gap-2 *:last:ml-auto">
          <div className="-mt-12 shrink-0 rounded-full bg-paper p-1">
            <Avatar name={profile.name} url={avatarAt(profile.avatarUrl)} size="large" />
          </div>
          {profile.isOwn ? (
            <a href="/settings" className={buttonLook("quiet")}>
              {t("editProfile")}
            </a>
          ) : (
            <FollowButton
              handle={profile.handle}
              name={profile.name}
              isFollowed={profile.isFollowed}
              words={{ follow: t("follow"), following: t("following") }}
            />
          )}
        </div>
        <p className="mt-2 text-title font-bold">
          {profile.name}
          {profile.isVerified ? <Verified label={words.labels.verified} className="size-5" /> : null}
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-ink-soft">
          <span>@{profile.handle}</span>
          {kind ? <span className="rounded-tag bg-sunken px-1.5 text-small">{kind}</span> : null}
          {profile.isFollowingReader ? (
            <span className="rounded-tag bg-sunken px-1.5 text-small">{t("followsYou")}</span>
          ) : null}
        </p>
        {profile.bio ? (
          <p className="mt-2 whitespace-pre-line [unicode-bidi:plaintext]">{withFirmSpaces(profile.bio)}</p>
        ) : null}
        <p className="mt-2 flex flex-wrap gap-x-4 text-small text-ink-soft">
          {profile.place ? <span>{profile.place}</span> : null}
          {profile.website ? (
            <a href={profile.website} rel="noopener" className="-my-1 py-1 text-link hover:underline">
              {profile.website.replace(/^https?:\/\//, "")}
            </a>
          ) : null}
          <span>{t("joined", { date: words.day(profile.createdAt) })}</span>
        </p>
        <p className="mt-2 flex flex-wrap gap-x-4 text-ink-soft">
          {figures.map(({ n, label }) => (
            <span key={label}>
              <strong className="font-semibold text-ink tabular-nums">{words.count(n) || "0"}</strong> {label}
            </span>
          ))}
        </p>
      </div>
    </header>
  );
}
