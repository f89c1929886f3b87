// An address, as it stands on an envelope; a firm's has its legal name above it.
import { useLocale } from "next-intl";
import type { PostalAddress } from "@/db/schema/accounts";
import { envelopeLines } from "@/domain/orders/address-rules";

type PostalLinesProps = { address: PostalAddress; name?: string };

export function PostalLines({ address, name = address.fullName }: PostalLinesProps) {
  return (
    <address className="wrap-anywhere not-italic">
      {envelopeLines({ ...address, fullName: name }, useLocale()).map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </address>
  );
}
