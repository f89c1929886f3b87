// The operator's pages begin with how things are; a visitor signs in first, who may not see that finds nothing there.
import { redirect } from "next/navigation";

export default function OperatorPage() {
  redirect("/operator/health");
}
