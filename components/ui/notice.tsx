// A sentence that something is well, to be minded, or wrong.
import type { ReactNode } from "react";
import { Icon } from "./icon";

const tones = {
  good: { look: "bg-good-wash text-good", icon: "check" },
  bad: { look: "bg-bad-wash text-bad", icon: "close" },
  plain: { look: "bg-sunken text-ink", icon: undefined },
} as const;

export function Notice({ tone = "plain", children }: { tone?: keyof typeof tones; children: ReactNode }) {
  const { look, icon } = tones[tone];
  return (
    <p className={`flex items-start gap-2 rounded-control px-3 py-2.5 text-body ${look}`}>
      {icon ? <Icon name={icon} className="mt-0.5 size-4" /> : null}
      <span>{children}</span>
    </p>
  );
}
