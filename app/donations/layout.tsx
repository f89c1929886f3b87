import type { ReactNode } from "react";
import { PageShell } from "../shell";

export default function DonationsLayout({ children }: { children: ReactNode }) {
  return <PageShell>{children}</PageShell>;
}
