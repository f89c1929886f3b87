// Buying in a dialog over the timeline, which keeps its place behind it.
import { notFound } from "next/navigation";
import { Buy, sheetOf } from "@/app/buy/buy";

export { generateMetadata } from "@/app/buy/[listingId]/page";

type Props = { params: Promise<{ listingId: string }>; searchParams: Promise<{ tweet?: string | string[] }> };

export default async function BuySheet({ params, searchParams }: Props) {
  const sheet = await sheetOf((await params).listingId);
  if (!sheet) notFound();
  const { tweet } = await searchParams;
  return <Buy sheet={sheet} tweetId={typeof tweet === "string" ? tweet : undefined} />;
}
