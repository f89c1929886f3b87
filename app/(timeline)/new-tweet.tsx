// The composer, with its words.
import { Composer } from "@/components/timeline/composer";
import { getTranslations } from "@/i18n/translations";
import { post } from "./actions";

type NewTweetProps = {
  id: string;
  /** The page that it stands on. */
  path: string;
  replyToId?: string;
  draft?: string | undefined;
};

export async function NewTweet({ id, path, replyToId, draft }: NewTweetProps) {
  const t = await getTranslations("timeline");
  return (
    <Composer
      id={id}
      action={post}
      path={path}
      draft={draft}
      {...(replyToId ? { replyToId } : {})}
      words={{
        label: t(replyToId ? "composeReply" : "composeLabel"),
        placeholder: t(replyToId ? "composeReply" : "compose"),
        post: t(replyToId ? "replyButton" : "post"),
        posting: t("posting"),
        left: t("charactersLeft"),
        over: t("charactersOver"),
      }}
    />
  );
}
