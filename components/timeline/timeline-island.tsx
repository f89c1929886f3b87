"use client";
// The one island of a timeline. It listens for the whole page: likes, retweets and follows are sent in the
// background, links that open a dialog keep the place, a click beside the links of a tweet opens it.
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

type IslandWords = { failed: string };

export function TimelineIsland({ words }: { words: IslandWords }) {
  const router = useRouter();
  const [said, say] = useState("");

  useEffect(() => {
    const onSubmit = (event: SubmitEvent) => {
      const button = event.submitter;
      if (!(button instanceof HTMLButtonElement) || button.dataset["other"] === undefined) return;
      event.preventDefault();
      say("");
      void act(button).then((hasWorked) => say(hasWorked ? "" : words.failed));
    };
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || !(event.target instanceof Element)) return;
      const isModified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
      const soft = event.target.closest<HTMLAnchorElement>("a[data-soft]");
      if (soft && !isModified) {
        event.preventDefault();
        router.push(soft.pathname + soft.search, { scroll: false });
        return;
      }
      if (event.target.closest("a, button, input, textarea, label, dialog")) return;
      const tweet = event.target.closest<HTMLElement>("article[data-href]");
      const isSelecting = (window.getSelection()?.toString() ?? "") !== "";
      if (!tweet?.dataset["href"] || isSelecting) return;
      if (isModified) window.open(tweet.dataset["href"], "_blank", "noopener");
      else window.location.assign(tweet.dataset["href"]);
    };
    const prefetched = new Set<string>();
    const onIntent = (event: Event) => {
      const soft = event.target instanceof Element && event.target.closest<HTMLAnchorElement>("a[data-soft]");
      if (!soft || prefetched.has(soft.href)) return;
      prefetched.add(soft.href);
      router.prefetch(soft.pathname + soft.search);
    };
    const untilGone = new AbortController();
    const { signal } = untilGone;
    document.addEventListener("submit", onSubmit, { signal });
    document.addEventListener("click", onClick, { signal });
    document.addEventListener("pointerover", onIntent, { signal, passive: true });
    document.addEventListener("touchstart", onIntent, { signal, passive: true });
    document.addEventListener("focusin", onIntent, { signal });
    return () => untilGone.abort();
  }, [router, words.failed]);

  return (
    <output className="fixed inset-x-0 bottom-20 z-10 mx-auto w-fit max-w-[90vw] rounded-control bg-ink px-4 py-3 text-paper empty:hidden md:bottom-6">
      {said}
    </output>
  );
}

let lastSent: Promise<unknown> = Promise.resolve();

/**
 * Shows the act as done, sends it, and takes it back when it was refused. Acts are sent one after the other, so that two
 * taps on one heart arrive as they were made; what a second tap has taken back already is not taken back again.
 */
async function act(button: HTMLButtonElement): Promise<boolean> {
  const address = button.formAction;
  const takeBack = () => {
    if (button.formAction !== address) turn(button);
  };
  turn(button);
  const sent = lastSent.then(() =>
    fetch(address, { method: "POST", headers: { Accept: "application/json" } }),
  );
  lastSent = sent.catch(() => undefined);
  try {
    const response = await sent;
    if (response.ok) return true;
    takeBack();
    if (response.status !== 401) return false;
    const here = window.location.pathname + window.location.search;
    window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
    return true;
  } catch {
    takeBack();
    return false;
  }
}

/** Every button of the same act on the page changes along: a tweet can stand there twice. */
function turn(pressed: HTMLButtonElement): void {
  const address = pressed.getAttribute("formaction");
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-other]")) {
    if (button.getAttribute("formaction") !== address) continue;
    const isOn = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isOn));
    button.setAttribute("formaction", button.dataset["other"] ?? "");
    button.dataset["other"] = address ?? "";
    const word = isOn ? button.dataset["wordPressed"] : button.dataset["word"];
    const label = button.querySelector("span");
    if (!label) continue;
    // A rounded count ("1.2K") does not move by one.
    if (word !== undefined) label.textContent = word;
    else if (/^\d*$/.test(label.textContent ?? ""))
      label.textContent = String(Math.max(0, Number(label.textContent) + (isOn ? 1 : -1)) || "");
  }
}
