// Deleting a tweet of one's own: asked twice, without a script.
import { buttonLook } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { actLook } from "./act-look";

export function DeleteTweet({
  tweetId,
  words,
}: {
  tweetId: string;
  words: { remove: string; forGood: string };
}) {
  return (
    <details className="relative">
      <summary className={`${actLook} list-none hover:text-bad`}>
        <Icon name="remove" label={words.remove} />
      </summary>
      <button
        formAction={`/api/tweets/${tweetId}/delete`}
        className={buttonLook("danger", "absolute -right-12 z-[1] bg-surface whitespace-nowrap shadow-sheet")}
      >
        {words.forGood}
      </button>
    </details>
  );
}
