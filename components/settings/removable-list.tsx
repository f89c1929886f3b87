// Things that can be removed one by one, each by a form of its own.
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

type RemovableListProps = {
  action: (form: FormData) => Promise<void>;
  items: { id: string; content: ReactNode; removeLabel: string }[];
  none: string;
  remove: string;
};

export function RemovableList({ action, items, none, remove }: RemovableListProps) {
  if (items.length === 0) return <p className="text-ink-soft">{none}</p>;
  return (
    <ul className="divide-y divide-hairline rounded-card border border-hairline bg-surface">
      {items.map(({ id, content, removeLabel }) => (
        <li key={id} className="flex items-center justify-between gap-3 px-3 py-2.5">
          <div className="min-w-0">{content}</div>
          <form action={action} className="shrink-0">
            <input type="hidden" name="id" value={id} />
            <Button type="submit" aria-label={removeLabel}>
              {remove}
            </Button>
          </form>
        </li>
      ))}
    </ul>
  );
}
