// The words of a tweet, with what leads somewhere made into links.
import type { ReactNode } from "react";
import type { TweetEntity } from "@/db/schema/timeline";

type TweetTextProps = { text: string; language: string; entities: TweetEntity[]; isLarge?: boolean };

export function TweetText({ text, language, entities, isLarge = false }: TweetTextProps) {
  if (text === "") return null;
  return (
    <p lang={language} className={`whitespace-pre-line ${isLarge ? "mt-3 text-title" : "mt-0.5"}`}>
      {pieces(text, entities)}
    </p>
  );
}

function pieces(text: string, entities: TweetEntity[]): ReactNode[] {
  const parts: ReactNode[] = [];
  let done = 0;
  for (const entity of entities) {
    if (entity.start < done) continue;
    if (entity.start > done) parts.push(text.slice(done, entity.start));
    parts.push(
      <EntityLink key={entity.start} entity={entity} written={text.slice(entity.start, entity.end)} />,
    );
    done = entity.end;
  }
  if (done < text.length) parts.push(text.slice(done));
  return parts;
}

function EntityLink({ entity, written }: { entity: TweetEntity; written: string }) {
  const rel = entity.kind === "link" ? "noopener nofollow ugc" : undefined;
  return (
    <a href={addressOf(entity)} rel={rel} className="text-link underline decoration-1 underline-offset-2">
      {entity.kind === "link" ? entity.shown : written}
    </a>
  );
}

function addressOf(entity: TweetEntity): string {
  if (entity.kind === "link") return entity.url;
  if (entity.kind === "mention") return `/${entity.handle}`;
  return `/hashtag/${encodeURIComponent(entity.tag)}`;
}
