// Whose the card is: the shop that sells, the charity that collects.
import { Icon } from "@/components/ui/icon";
import type { TimelineLabels } from "./words";

type CardAccountProps = {
  account: { handle: string; name: string; isVerified: boolean };
  labels: TimelineLabels;
};

export function CardAccount({ account, labels }: CardAccountProps) {
  return (
    <p className="text-small text-ink-soft">
      <a href={`/${account.handle}`} className="py-1.5 hover:underline">
        {account.name}
      </a>
      {account.isVerified ? (
        <Icon name="verified" label={labels.verified} className="ml-1 inline size-4 align-[-3px] text-link" />
      ) : null}
    </p>
  );
}
