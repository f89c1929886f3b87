// What npm run bench compares our pages with: as little as a page can be that is drawn for each request.
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { env } from "@/env";

export default async function Trivial() {
  if (!env.isDemo) notFound();
  await headers();
  return <p>Hello</p>;
}
