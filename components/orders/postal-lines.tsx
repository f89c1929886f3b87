// An address, as it stands on an envelope. The name above it is the caller's.
import { useLocale } from "next-intl";
import type { PostalAddress } from "@/db/schema/accounts";

export function PostalLines({ address, name }: { address: PostalAddress; name?: string }) {
  const country = new Intl.DisplayNames(useLocale(), { type: "region" }).of(address.country);
  const { fullName, line1, line2, city, state, postalCode } = address;
  // The postal code stands before the city except where there are states.
  const place = state ? [city, state, postalCode] : [postalCode, city];
  const lines = [name ?? fullName, line1, line2, place.filter(Boolean).join(" "), country];
  return (
    <address className="not-italic">
      {lines.filter(Boolean).map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </address>
  );
}
