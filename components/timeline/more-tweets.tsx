"use client";
// The rest of a timeline: on scroll where there is JavaScript, by a plain link otherwise. What is there stays.
import { useEffect, useRef, useState } from "react";
import { buttonLook } from "@/components/ui/button";
import { TweetList } from "./tweet-list";
import type { TimelineLabels } from "./words";
import type { WrittenTweet } from "./written";

export type MoreTweetsLoaded = { tweets: WrittenTweet[]; next: string | undefined; said: string };

type Part = { from: string; alreadyShown: string[]; tweets: WrittenTweet[] };

type MoreTweetsProps = {
  /** Where the next page begins. */
  next: string;
  /** The address of the next page alone. */
  path: string;
  load: (before: string, alreadyShown: string[]) => Promise<MoreTweetsLoaded>;
  labels: TimelineLabels;
  words: Record<"showMore" | "loading" | "failed" | "theEnd", string>;
};

export function MoreTweets({ next: first, path, load, labels, words }: MoreTweetsProps) {
  const [parts, setParts] = useState<Part[]>([]);
  const [next, setNext] = useState<string | undefined>(first);
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const [said, say] = useState("");
  const link = useRef<HTMLAnchorElement>(null);
  const isLoading = useRef(false);

  useEffect(() => {
    const element = link.current;
    if (!element || next === undefined) return undefined;
    const loadNext = async () => {
      if (isLoading.current) return;
      isLoading.current = true;
      setState("loading");
      try {
        const alreadyShown = shownOnPage();
        const more = await load(next, alreadyShown);
        setParts((before) => [...before, { from: next, alreadyShown, tweets: more.tweets }]);
        setNext(more.next);
        say(more.said);
        setState("idle");
      } catch {
        setState("failed");
      } finally {
        isLoading.current = false;
      }
    };
    const onClick = (event: MouseEvent) => {
      event.preventDefault();
      void loadNext();
    };
    // Well before its end is reached, so that nobody waits.
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void loadNext();
      },
      { rootMargin: "900px" },
    );
    observer.observe(element);
    element.addEventListener("click", onClick);
    return () => {
      observer.disconnect();
      element.removeEventListener("click", onClick);
    };
  }, [next, load]);

  // A page that is read again comes with a `load` of its own: what was added to the page is read again too.
  const loadedBy = useRef(load);
  useEffect(() => {
    if (loadedBy.current === load) return;
    loadedBy.current = load;
    for (const { from, alreadyShown } of parts)
      load(from, alreadyShown).then(
        ({ tweets }) =>
          setParts((before) => before.map((part) => (part.from === from ? { ...part, tweets } : part))),
        () => {}, // it stays as it was
      );
  }, [load, parts]);

  return (
    <div aria-busy={state === "loading"}>
      {parts.map((part) => (
        <TweetList key={part.from} tweets={part.tweets} labels={labels} />
      ))}
      <output className="sr-only">{said}</output>
      <div className="px-4 py-6 text-center text-ink-soft">
        {state === "failed" ? <p className="mb-3">{words.failed}</p> : null}
        {next === undefined ? (
          <p>{words.theEnd}</p>
        ) : (
          <a ref={link} href={`${path}?before=${next}`} className={buttonLook("quiet")}>
            {state === "loading" ? words.loading : words.showMore}
          </a>
        )}
      </div>
    </div>
  );
}

const mostTold = 500;

/** The last tweets on the page and what they offer, so that nothing is shown twice. */
function shownOnPage(): string[] {
  const tweets = document.querySelectorAll<HTMLElement>("article[data-tweet]");
  return [...tweets]
    .slice(-mostTold)
    .flatMap(({ dataset }) => [dataset["tweet"] ?? "", dataset["subject"] ?? ""])
    .filter(Boolean);
}
