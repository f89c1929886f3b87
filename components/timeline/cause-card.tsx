// What can be given to: the cause first, then who takes care of it.
import { buttonLook } from "@/components/ui/button";
import type { CauseCardView } from "@/domain/timeline/views";
import { CardAccount } from "./card-account";
import { CardPicture } from "./card-picture";
import type { TimelineLabels } from "./words";

type CauseCardProps = {
  card: CauseCardView;
  tweetId?: string | undefined;
  labels: TimelineLabels;
  isEarly?: boolean;
};

export function CauseCard({ card, tweetId, labels, isEarly = false }: CauseCardProps) {
  const titleId = `${tweetId ?? "shop"}-${card.causeId}`;
  return (
    <div className="mt-3 overflow-hidden rounded-card border border-hairline bg-surface">
      <CardPicture picture={card.picture} isQuiet={!card.isOpen} isEarly={isEarly} />
      <div className="grid gap-x-4 gap-y-3 p-4 sm:grid-cols-[1fr_auto] sm:items-center">
        <div className="min-w-0">
          <p id={titleId} className="line-clamp-2 text-lead font-semibold">
            {card.title}
          </p>
          <CardAccount account={card.charity} labels={labels} />
        </div>
        {card.isOpen ? (
          <a
            href={`/donate/${card.causeId}${tweetId ? `?tweet=${tweetId}` : ""}`}
            aria-describedby={titleId}
            data-soft=""
            className={buttonLook("primary", "sm:min-w-32")}
          >
            {labels.donate}
          </a>
        ) : (
          <p className="text-small font-semibold text-ink-soft">{labels.causeClosed}</p>
        )}
      </div>
    </div>
  );
}
