// How far long work is. It reads itself again; without JavaScript the browser does, or the reader.
import type { ReactNode } from "react";
import { Reread } from "@/components/ui/reread";

type TaskProgressProps = {
  label: string;
  done: number;
  total: number;
  /** The link that reads the page again without JavaScript. */
  reread: { href: string; label: string };
  text: (percent: number) => string;
  children: ReactNode;
};

const rereadSeconds = 2;

export function TaskProgress({ label, done, total, reread, text, children }: TaskProgressProps) {
  const percent = total === 0 ? 0 : Math.min(100, Math.floor((done / total) * 100));
  return (
    <div className="grid gap-3">
      <output>{children}</output>
      <progress
        aria-label={label}
        max={100}
        value={percent}
        className="h-2 w-full appearance-none overflow-hidden rounded-full border border-control bg-surface text-ink forced-colors:appearance-auto [&::-moz-progress-bar]:bg-ink [&::-webkit-progress-bar]:bg-surface [&::-webkit-progress-value]:bg-ink"
      />
      <p className="text-small text-ink-soft tabular-nums">{text(percent)}</p>
      <noscript>
        <meta httpEquiv="refresh" content="5" />
        <a href={reread.href} className="text-link underline">
          {reread.label}
        </a>
      </noscript>
      <Reread everySeconds={rereadSeconds} />
    </div>
  );
}
