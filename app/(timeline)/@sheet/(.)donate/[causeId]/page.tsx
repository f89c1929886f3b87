// Giving in a dialog over the timeline, which keeps its place behind it.
import { notFound } from "next/navigation";
import { Give, sheetOf } from "@/app/donate/give";
import { firstOf, type Query } from "@/app/query";

export { generateMetadata } from "@/app/donate/[causeId]/page";

type Props = { params: Promise<{ causeId: string }>; searchParams: Promise<Query> };

export default async function DonateSheet({ params, searchParams }: Props) {
  const sheet = await sheetOf((await params).causeId);
  if (!sheet) notFound();
  const { tweet } = await searchParams;
  return <Give sheet={sheet} tweetId={firstOf(tweet)} />;
}
