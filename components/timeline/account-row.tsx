// An account in a list, with the way to follow it.
import { Avatar } from "@/components/ui/avatar";
import { Icon } from "@/components/ui/icon";
import type { AccountView } from "@/domain/timeline/views";
import { FollowButton } from "./follow-button";

type AccountRowProps = {
  account: AccountView & { bio?: string };
  isFollowed: boolean;
  showsBio?: boolean;
  words: Record<"verified" | "follow" | "following", string>;
};

export function AccountRow({ account, isFollowed, showsBio = false, words }: AccountRowProps) {
  const { handle, name, avatarUrl } = account;
  return (
    <div className="flex items-center gap-3 py-2">
      <a href={`/${handle}`} tabIndex={-1} aria-hidden="true">
        <Avatar name={name} url={avatarUrl} />
      </a>
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1">
          <a href={`/${handle}`} className="min-w-0 truncate font-semibold hover:underline">
            {name}
          </a>
          {account.isVerified ? (
            <Icon name="verified" label={words.verified} className="size-4 text-link" />
          ) : null}
        </p>
        <p className="truncate text-small text-ink-soft">@{handle}</p>
        {showsBio && account.bio ? <p className="line-clamp-2 text-small">{account.bio}</p> : null}
      </div>
      <FollowButton handle={handle} name={name} isFollowed={isFollowed} words={words} />
    </div>
  );
}
