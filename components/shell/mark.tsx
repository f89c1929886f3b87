// The mark: a small blackbird in the colour of the text, its beak the accent. The same shape as public/merle.svg.
import { shapeOf } from "@/components/ui/icon";

export function Mark({ className = "size-8" }: { className?: string }) {
  return (
    <svg className={className} aria-hidden="true">
      <use className="fill-current" href={shapeOf("mark")} />
      <use className="fill-accent" href={shapeOf("beak")} />
    </svg>
  );
}
