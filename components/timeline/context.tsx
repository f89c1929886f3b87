// Beside the timeline on a desk: what this is, whom one could follow, what one could give to.
import { buttonLook } from "@/components/ui/button";
import { pictureAt } from "@/domain/shops/picture-rules";
import type { AccountView, CauseCardView } from "@/domain/timeline/views";
import { AccountRow } from "./account-row";

type ContextProps = {
  isVisitor: boolean;
  accounts: (AccountView & { bio: string })[];
  causes: CauseCardView[];
  words: Record<
    | "whatIsMerle"
    | "whatIsMerleText"
    | "signUp"
    | "signIn"
    | "whoToFollow"
    | "causes"
    | "verified"
    | "follow"
    | "following",
    string
  >;
};

export function Context({ isVisitor, accounts, causes, words }: ContextProps) {
  return (
    <div className="grid gap-6 py-2">
      {isVisitor ? (
        <section className="grid gap-2">
          <h2 className="text-title font-bold">{words.whatIsMerle}</h2>
          <p className="text-ink-soft">{words.whatIsMerleText}</p>
          <div className="mt-2 flex flex-wrap gap-2 xl:hidden">
            <a href="/sign-up" className={buttonLook("strong")}>
              {words.signUp}
            </a>
            <a href="/sign-in" className={buttonLook("quiet")}>
              {words.signIn}
            </a>
          </div>
        </section>
      ) : null}
      {accounts.length > 0 ? (
        <section className="[:root:has(#first-follows)_&]:hidden">
          <h2 className="text-lead font-bold">{words.whoToFollow}</h2>
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} isFollowed={false} words={words} />
          ))}
        </section>
      ) : null}
      {causes.length > 0 ? (
        <section>
          <h2 className="text-lead font-bold">{words.causes}</h2>
          {causes.map((cause) => (
            <a
              key={cause.causeId}
              href={`/${cause.charity.handle}`}
              aria-label={`${cause.title}, ${cause.charity.name}`}
              className="-mx-2 flex min-h-touch items-center gap-3 rounded-control px-2 py-1.5 hover:bg-sunken"
            >
              <img
                src={pictureAt(280, cause.picture.url)}
                alt=""
                width={64}
                height={44}
                loading="lazy"
                decoding="async"
                className="h-11 w-16 shrink-0 rounded-control bg-sunken object-cover"
              />
              <span className="min-w-0">
                <span className="line-clamp-2 font-semibold">{cause.title}</span>
                <span className="block truncate text-small text-ink-soft">{cause.charity.name}</span>
              </span>
            </a>
          ))}
        </section>
      ) : null}
    </div>
  );
}
