// "Why this?" over the timeline, when it was opened from there.
import { WhyAnswer } from "@/app/why/why";

export { generateMetadata } from "@/app/why/[placementId]/page";

type Props = { params: Promise<{ placementId: string }> };

export default async function WhySheet({ params }: Props) {
  return <WhyAnswer placementId={(await params).placementId} />;
}
