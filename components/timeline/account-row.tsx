// An account in a list, with the way to follow it.
import { Avatar } from "@/components/ui/avatar";
import { avatarAt } from "@/domain/shops/picture-rules";
import type { AccountView } from "@/domain/timeline/views";
import { FollowButton } from "./follow-button";
import { Verified } from "./verified";
import { withFirmSpaces } from "./written";

type AccountRowProps = {
  account: AccountView & { bio?: string };
  isFollowed: boolean;
  showsBio?: boolean;
  words: Record<"verified" | "follow" | "following", string>;
};

export function AccountRow({ account, isFollowed, showsBio = false, words }: AccountRowProps) {
  const { handle, name, avatarUrl } = account;
  return (
    <div className="flex items-center gap-3 py-1.5">
      <a href={`/${handle}`} tabIndex={-1} aria-hidden="true">
        <Avatar name={name} url={avatarAt(avatarUrl)} />
      </a>
      <div className="min-w-0 flex-1">
        <p className="line-clamp-2">
          <a href={`/${handle}`} className="font-semibold hover:underline">
            {name}
          </a>
          {account.isVerified ? <Verified label={words.verified} className="size-4" /> : null}
        </p>
        <p className="truncate text-small text-ink-soft">@{handle}</p>
        {showsBio && account.bio ? (
          <p className="line-clamp-2 text-small">{withFirmSpaces(account.bio)}</p>
        ) : null}
      </div>
      <FollowButton handle={handle} name={name} isFollowed={isFollowed} words={words} />
    </div>
  );
}
