// In the place of a page that is only for changing something, when everything that the shop sold through has closed.
import { PageHead } from "@/components/shell/page-head";
import { Notice } from "@/components/ui/notice";
import { closedWords } from "./closed-words";

type ClosedPageProps = { title: string; back: { href: string; label: string }; since: Date };

export async function ClosedPage({ title, back, since }: ClosedPageProps) {
  return (
    <>
      <PageHead title={title} back={back} />
      <div className="p-4">
        <Notice>{await closedWords(since)}</Notice>
      </div>
    </>
  );
}
