// "Why this?", for its page and for the dialog alike.
import { notFound } from "next/navigation";
import { WhyThisAd } from "@/components/timeline/why-this-ad";
import { timelineWords } from "@/components/timeline/words";
import { personOf } from "@/domain/context";
import { whyThisAd } from "@/domain/promotions/queries";
import { requestContext } from "../request-context";

export async function WhyAnswer({ placementId }: { placementId: string }) {
  const ctx = await requestContext();
  const why = await whyThisAd(ctx, placementId);
  if (!why) notFound();
  return <WhyThisAd why={why} isVisitor={!personOf(ctx)} words={await timelineWords(ctx.clock.now())} />;
}
