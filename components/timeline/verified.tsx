// The sign of a verified account: it stays beside the last word of the name.
import { Icon } from "@/components/ui/icon";

export function Verified({ label, className }: { label: string; className: string }) {
  return (
    <span className="whitespace-nowrap">
      {"\u00a0"}
      <Icon name="verified" label={label} className={`inline align-[-3px] text-link ${className}`} />
    </span>
  );
}
