"use client";
// Where a tweet is written. Without JavaScript it is a form like any other; with it, it counts along.
import { useActionState, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { longestTweet, weightedLength } from "@/domain/timeline/rules";

export type ComposerState = { text: string; message: string; isRefused: boolean };

type ComposerProps = {
  id: string;
  action: (state: ComposerState, form: FormData) => Promise<ComposerState>;
  /** The page that it stands on. */
  path: string;
  replyToId?: string;
  /** What stands there already, such as words to share; posting it is up to the writer. */
  draft?: string | undefined;
  words: Record<"label" | "placeholder" | "post" | "posting" | "left" | "over", string>;
};

// From here on the writer wants to know how much is left.
const countsFrom = 200;

export function Composer({ id, action, path, replyToId, draft = "", words }: ComposerProps) {
  const [state, submit, isPosting] = useActionState(action, { text: draft, message: "", isRefused: false });
  const [weight, setWeight] = useState(() => weightedLength(draft));
  const area = useRef<HTMLTextAreaElement>(null);
  const left = longestTweet - weight;
  const isOver = left < 0;
  const messageId = `${id}-message`;
  const countId = `${id}-count`;

  return (
    <form
      id={id}
      action={submit}
      // React puts the form back after each try: to what was refused, or to nothing.
      onReset={() => requestAnimationFrame(() => setWeight(weightedLength(area.current?.value ?? "")))}
      className="scroll-mt-28 border-b border-hairline p-4"
    >
      <label htmlFor={`${id}-text`} className="sr-only">
        {words.label}
      </label>
      <input type="hidden" name="path" value={path} />
      {replyToId ? <input type="hidden" name="replyToId" value={replyToId} /> : null}
      <textarea
        ref={area}
        id={`${id}-text`}
        name="text"
        rows={1}
        required
        defaultValue={state.text}
        key={state.text}
        placeholder={words.placeholder}
        onChange={(event) => setWeight(weightedLength(event.target.value))}
        onKeyDown={(event) => {
          const isSend = event.key === "Enter" && (event.metaKey || event.ctrlKey);
          if (isSend && !isOver) event.currentTarget.form?.requestSubmit();
        }}
        aria-invalid={isOver || state.isRefused}
        aria-describedby={`${messageId} ${countId}`}
        className="field-sizing-content max-h-72 min-h-8 w-full resize-none rounded-control bg-transparent text-lead placeholder:text-ink-faint focus-visible:outline-offset-4"
      />
      <div className="mt-2 flex items-center justify-end gap-3">
        <output
          id={messageId}
          className={`mr-auto text-small ${state.isRefused ? "text-bad" : "text-ink-soft"}`}
        >
          {weight === 0 || state.isRefused ? state.message : null}
        </output>
        <span
          id={countId}
          className={`text-small tabular-nums ${isOver ? "font-semibold text-bad" : "text-ink-soft"}`}
        >
          {weight >= countsFrom ? `${left} ` : null}
          {weight >= countsFrom ? <span className="sr-only">{isOver ? words.over : words.left}</span> : null}
        </span>
        <Button type="submit" look="strong" disabled={isPosting || isOver} className="min-w-24">
          {isPosting ? words.posting : words.post}
        </Button>
      </div>
    </form>
  );
}
