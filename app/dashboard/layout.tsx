import type { ReactNode } from "react";
import { PageShell } from "../shell";

export default function DashboardLayout({ children }: { children: ReactNode }) {
  return <PageShell>{children}</PageShell>;
}
