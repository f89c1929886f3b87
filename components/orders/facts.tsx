// Short facts in a row with a dot between them, and none where a line begins or ends.
import { Children, type ReactNode } from "react";

export function Facts({ children }: { children: ReactNode }) {
  return (
    <span className="block overflow-x-clip">
      <span className="-ml-3.5 flex flex-wrap">
        {Children.toArray(children).map((fact, at) => (
          <span
            key={at}
            className="min-w-0 before:inline-block before:w-3.5 before:text-center before:content-['·']"
          >
            {fact}
          </span>
        ))}
      </span>
    </span>
  );
}
