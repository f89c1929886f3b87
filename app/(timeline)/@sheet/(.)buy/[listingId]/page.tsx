// Buying in a dialog over the timeline, which keeps its place behind it.
import { notFound } from "next/navigation";
import { Buy, sheetOf } from "@/app/buy/buy";
import { firstOf, type Query } from "@/app/query";

export { generateMetadata } from "@/app/buy/[listingId]/page";

type Props = { params: Promise<{ listingId: string }>; searchParams: Promise<Query> };

export default async function BuySheet({ params, searchParams }: Props) {
  const sheet = await sheetOf((await params).listingId);
  if (!sheet) notFound();
  const tweetId = firstOf((await searchParams)["tweet"]);
  return <Buy sheet={sheet} tweetId={tweetId} />;
}
