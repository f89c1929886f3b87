// Where a picture would be, in a card beside others.
import { Icon } from "@/components/ui/icon";

export const StandIn = () => (
  <div className="grid aspect-[1.91] place-items-center bg-sunken text-ink-faint">
    <Icon name="orders" className="size-10" />
  </div>
);
