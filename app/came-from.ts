import { headers } from "next/headers";
import { sitePath } from "./return-path";

/** The page of this site that the reader was on before, else "/". A hint for coming back, never a proof. */
export async function cameFrom(): Promise<string> {
  const sent = await headers();
  const page = sent.get("referer");
  if (page === null || !URL.canParse(page)) return "/";
  const { host, pathname, search } = new URL(page);
  return host === sent.get("host") ? sitePath(pathname + search) : "/";
}
