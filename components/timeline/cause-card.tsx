// What can be given to: the cause first, then who takes care of it.
import { buttonLook } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { CauseCardView } from "@/domain/timeline/views";
import { CardPicture } from "./card-picture";
import type { TimelineWords } from "./words";

type CauseCardProps = {
  card: CauseCardView;
  tweetId?: string | undefined;
  words: TimelineWords;
  isEarly?: boolean;
};

export function CauseCard({ card, tweetId, words, isEarly = false }: CauseCardProps) {
  return (
    <div className="mt-3 overflow-hidden rounded-card border border-hairline bg-surface">
      <CardPicture picture={card.picture} isQuiet={!card.isOpen} isEarly={isEarly} />
      <div className="grid gap-x-4 gap-y-3 p-4 sm:grid-cols-[1fr_auto] sm:items-center">
        <div className="min-w-0">
          <p className="line-clamp-2 text-lead font-semibold">{card.title}</p>
          <p className="text-small text-ink-soft">
            <a href={`/${card.charity.handle}`} className="hover:underline">
              {card.charity.name}
            </a>
            {card.charity.isVerified ? (
              <Icon
                name="verified"
                label={words.labels.verified}
                className="ml-1 inline size-4 align-[-3px] text-link"
              />
            ) : null}
          </p>
        </div>
        {card.isOpen ? (
          <a
            href={`/donate/${card.causeId}${tweetId ? `?tweet=${tweetId}` : ""}`}
            data-soft=""
            className={buttonLook("primary", "min-w-32")}
          >
            {words.donate}
          </a>
        ) : (
          <p className="text-small font-semibold text-ink-soft">{words.t("causeClosed")}</p>
        )}
      </div>
    </div>
  );
}
