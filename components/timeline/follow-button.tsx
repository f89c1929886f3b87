// Follow or stop following: a form, served by timeline-island.tsx where there is JavaScript.
import { buttonLook } from "@/components/ui/button";

type FollowButtonProps = {
  handle: string;
  name: string;
  isFollowed: boolean;
  words: Record<"follow" | "following", string>;
};

export function FollowButton({ handle, name, isFollowed, words }: FollowButtonProps) {
  const to = `/api/accounts/${handle}`;
  const [on, off] = [`${to}/follow`, `${to}/unfollow`];
  return (
    <form method="post" className="shrink-0">
      <button
        formAction={isFollowed ? off : on}
        data-other={isFollowed ? on : off}
        data-word={words.follow}
        data-word-pressed={words.following}
        aria-pressed={isFollowed}
        className={buttonLook(
          "strong",
          "aria-pressed:bg-transparent aria-pressed:text-ink aria-pressed:outline aria-pressed:outline-1 aria-pressed:-outline-offset-1 aria-pressed:outline-control",
        )}
      >
        <span>{isFollowed ? words.following : words.follow}</span>
        <span className="sr-only"> {name}</span>
      </button>
    </form>
  );
}
