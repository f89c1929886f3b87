"use client";
// Where a shop's post is written, its product found, and both seen before they are posted. Without JavaScript its three
// buttons each send the whole form, so that nothing typed is lost; with it, it counts along and the preview follows.
import { type ReactNode, useActionState, useEffect, useRef, useState, useTransition } from "react";
import { TweetAuthor, TweetBody, TweetHead } from "@/components/timeline/tweet-parts";
import type { TimelineLabels } from "@/components/timeline/words";
import type { WrittenTweet } from "@/components/timeline/written";
import { Button } from "@/components/ui/button";
import { Field, TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { pictureAt } from "@/domain/shops/picture-rules";
import { longestTweet, weightedLength } from "@/domain/timeline/rules";

export type ProductChoice = {
  listingId: string;
  title: string;
  /** Its price, or why it cannot be bought. */
  note: string;
  pictureUrl: string | undefined;
};

export type PostFormState = {
  /** Counts the answers: what was typed is shown anew with each. */
  turn: number;
  text: string;
  /** What products were looked for by. */
  search: string;
  /** Of the product chosen, or nothing. */
  listingId: string;
  choices: ProductChoice[];
  /** How many were found, in words. */
  found: string;
  preview: WrittenTweet | undefined;
  message?: string | undefined;
  errors?: { text?: string | undefined; listingId?: string | undefined };
};

type PostFormProps = {
  initial: PostFormState;
  action: (state: PostFormState, form: FormData) => Promise<PostFormState>;
  /** Draws what stands in the form, as its readers would see it. */
  drawPreview: (form: FormData) => Promise<WrittenTweet | undefined>;
  labels: TimelineLabels;
  words: Record<
    | "text"
    | "textHint"
    | "left"
    | "over"
    | "product"
    | "productHint"
    | "find"
    | "findButton"
    | "noProduct"
    | "preview"
    | "previewButton"
    | "previewEmpty"
    | "post"
    | "posting",
    string
  >;
};

const previewAfterMilliseconds = 400;
// From here on the writer wants to know how much is left.
const countsFrom = 200;

export function PostForm({ initial, action, drawPreview, labels, words }: PostFormProps) {
  const [state, act, isPending] = useActionState(action, initial);
  const [weight, setWeight] = useState(() => weightedLength(initial.text));
  const [drawn, setDrawn] = useState<{ turn: number; tweet: WrittenTweet | undefined }>();
  const [, startDrawing] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef(0);
  const preview = drawn && drawn.turn >= state.turn ? drawn.tweet : state.preview;
  const isOver = weight > longestTweet;

  useEffect(() => {
    if (state.errors)
      form.current?.querySelector<HTMLElement>("[aria-invalid], #post-product-error:not(:empty)")?.focus();
  }, [state]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const follow = () => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      const filled = form.current && new FormData(form.current);
      if (filled)
        startDrawing(async () => {
          const tweet = await drawPreview(filled);
          setDrawn({ turn: state.turn, tweet });
        });
    }, previewAfterMilliseconds);
  };

  return (
    <div className="grid gap-6 p-4 lg:grid-cols-2 lg:items-start">
      <form ref={form} action={act} onChange={follow} noValidate className="grid min-w-0 gap-5">
        <div role="alert" className="empty:hidden">
          {state.message ? <Notice tone="bad">{state.message}</Notice> : null}
        </div>
        <div>
          <TextAreaField
            key={`text ${state.turn}`}
            id="post-text"
            name="text"
            rows={5}
            label={words.text}
            hint={words.textHint}
            error={state.errors?.text}
            defaultValue={state.text}
            onChange={(event) => setWeight(weightedLength(event.target.value))}
            aria-required
          />
          <p className={`text-small tabular-nums ${isOver ? "font-semibold text-bad" : "text-ink-soft"}`}>
            <output htmlFor="post-text">
              {weight >= countsFrom ? `${longestTweet - weight} ${isOver ? words.over : words.left}` : null}
            </output>
          </p>
        </div>
        <Products key={`product ${state.turn}`} state={state} words={words}>
          <Field
            id="post-search"
            name="search"
            type="search"
            label={words.find}
            defaultValue={state.search}
            autoComplete="off"
            maxLength={200}
            // The first button of the form: what Enter in the field presses.
            beside={
              <Button type="submit" name="intent" value="find">
                {words.findButton}
              </Button>
            }
          />
        </Products>
        <div className="flex flex-wrap gap-3">
          <div className="hidden noscript:block">
            <Button type="submit" name="intent" value="preview">
              {words.previewButton}
            </Button>
          </div>
          <Button
            type="submit"
            name="intent"
            value="post"
            look="strong"
            disabled={isPending}
            className="max-sm:w-full sm:min-w-40"
          >
            {isPending ? words.posting : words.post}
          </Button>
        </div>
      </form>
      <section aria-labelledby="preview" className="min-w-0 lg:sticky lg:top-16">
        <h2 id="preview" className="mb-2 font-semibold">
          {words.preview}
        </h2>
        {preview && (preview.text !== "" || preview.card) ? (
          <Preview tweet={preview} labels={labels} />
        ) : (
          <p className="rounded-card border border-dashed border-control p-4 text-ink-soft">
            {words.previewEmpty}
          </p>
        )}
      </section>
    </div>
  );
}

type ProductsProps = { state: PostFormState; words: PostFormProps["words"]; children: ReactNode };

function Products({ state, words, children }: ProductsProps) {
  const error = state.errors?.listingId;
  return (
    <fieldset className="min-w-0 space-y-3" aria-describedby="post-product-hint post-product-error">
      <legend className="font-semibold">{words.product}</legend>
      <p id="post-product-hint" className="-mt-1 text-small text-ink-soft">
        {words.productHint}
      </p>
      {children}
      <output className="text-small text-ink-soft empty:hidden">{state.found}</output>
      <p id="post-product-error" tabIndex={-1} className="text-small font-semibold text-bad empty:hidden">
        {error}
      </p>
      <div className="grid max-h-96 gap-2 -m-0.5 overflow-y-auto p-0.5">
        <Choice listingId="" title={words.noProduct} isChosen={state.listingId === ""} />
        {state.choices.map((choice) => (
          <Choice key={choice.listingId} {...choice} isChosen={choice.listingId === state.listingId} />
        ))}
      </div>
    </fieldset>
  );
}

type ChoiceProps = Pick<ProductChoice, "listingId" | "title"> &
  Partial<ProductChoice> & { isChosen: boolean };

function Choice({ listingId, title, note, pictureUrl, isChosen }: ChoiceProps) {
  return (
    <label className="flex min-h-touch items-center gap-3 rounded-control border border-control px-3 py-2 has-checked:border-ink has-checked:bg-sunken">
      <input
        type="radio"
        name="listingId"
        value={listingId}
        defaultChecked={isChosen}
        className="size-5 shrink-0 accent-ink"
      />
      {pictureUrl === undefined ? null : (
        <img
          src={pictureAt(280, pictureUrl)}
          alt=""
          width={44}
          height={44}
          loading="lazy"
          decoding="async"
          className="h-auto max-h-11 w-11 shrink-0 rounded-tag bg-sunken object-contain"
        />
      )}
      <span className="min-w-0">
        <span className="line-clamp-2">{title}</span>
        {note ? <span className="block text-small text-ink-soft">{note}</span> : null}
      </span>
    </label>
  );
}

/** The very parts of the timeline's tweet. Nothing in it can be pressed: whoever writes would leave what they wrote. */
function Preview({ tweet, labels }: { tweet: WrittenTweet; labels: TimelineLabels }) {
  const { card } = tweet;
  return (
    <>
      <p className="sr-only">
        {[tweet.author.name, tweet.text, card?.title, card?.kind === "product" ? card.price : ""]
          .filter(Boolean)
          .join(". ")}
      </p>
      <div inert className="rounded-card border border-hairline bg-paper px-4 py-3">
        <div className="flex gap-3">
          <TweetAuthor author={tweet.author} />
          <div className="min-w-0 flex-1">
            <TweetHead tweet={tweet} labels={labels}>
              <span className="ml-auto shrink-0">{tweet.age}</span>
            </TweetHead>
            <TweetBody tweet={tweet} labels={labels} isEarly />
          </div>
        </div>
      </div>
    </>
  );
}
