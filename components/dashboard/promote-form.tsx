"use client";
// Until when, how often and for whom a post is promoted. Works without JavaScript; what was typed stays.
import { useActionState, useEffect, useRef } from "react";
import type { ActionFormState } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

type PromoteFormProps = {
  action: (state: ActionFormState, form: FormData) => Promise<ActionFormState>;
  tweetId: string;
  /** What stands in the fields at first. `countries`: codes with commas between them. */
  defaults: Record<"startsAt" | "endsAt" | "ceiling" | "paidBy", string>;
  countries: { code: string; name: string }[];
  words: Record<
    | "starts"
    | "startsHint"
    | "ends"
    | "endsHint"
    | "ceiling"
    | "ceilingHint"
    | "audience"
    | "audienceHint"
    | "followers"
    | "hashtag"
    | "hashtagHint"
    | "countries"
    | "paidBy"
    | "paidByHint"
    | "start",
    string
  >;
};

export function PromoteForm({ action, tweetId, defaults, countries, words }: PromoteFormProps) {
  const [state, act, isPending] = useActionState(action, {});
  const form = useRef<HTMLFormElement>(null);
  const typed: Record<string, string> = { ...defaults, ...state.values };
  const chosen = (typed["countries"] ?? "").split(",").filter(Boolean);

  useEffect(() => {
    if (state.errors) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [state.errors]);

  const field = (name: string) => ({
    id: `promote-${name}`,
    name,
    defaultValue: typed[name] ?? "",
    error: state.errors?.[name],
    autoComplete: "off",
  });
  return (
    <form ref={form} action={act} noValidate>
      <div role="alert" className="mb-4 empty:hidden">
        {state.message ? <Notice tone="bad">{state.message}</Notice> : null}
      </div>
      <input type="hidden" name="tweetId" value={tweetId} />
      {/* Keyed by what was typed: React puts a form back to its first defaults after an action. */}
      <div key={JSON.stringify(state.values ?? {})} className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field {...field("startsAt")} type="datetime-local" label={words.starts} hint={words.startsHint} />
          <Field
            {...field("endsAt")}
            type="datetime-local"
            label={words.ends}
            hint={words.endsHint}
            aria-required
          />
          <Field
            {...field("ceiling")}
            inputMode="numeric"
            label={words.ceiling}
            hint={words.ceilingHint}
            maxLength={20}
            aria-required
          />
          <Field
            {...field("paidBy")}
            label={words.paidBy}
            hint={words.paidByHint}
            maxLength={200}
            aria-required
          />
        </div>
        <fieldset className="min-w-0 space-y-2" aria-describedby="promote-audience">
          <legend className="font-semibold">{words.audience}</legend>
          <p id="promote-audience" className="text-small text-ink-soft">
            {words.audienceHint}
          </p>
          <CheckBox
            name="isForFollowers"
            label={words.followers}
            defaultChecked={typed["isForFollowers"] === "yes"}
          />
          <Field
            {...field("hashtag")}
            label={words.hashtag}
            hint={words.hashtagHint}
            maxLength={120}
            autoCapitalize="none"
          />
          <details open={chosen.length > 0 || state.errors?.["countries"] !== undefined}>
            <summary className="min-h-touch py-2.5 text-link hover:underline">{words.countries}</summary>
            <p className="text-small font-semibold text-bad empty:hidden">{state.errors?.["countries"]}</p>
            <ul className="grid max-h-80 gap-x-4 overflow-y-auto rounded-control border border-control px-3 sm:grid-cols-2 lg:grid-cols-3">
              {countries.map(({ code, name }) => (
                <li key={code}>
                  <CheckBox
                    name="countries"
                    value={code}
                    label={name}
                    defaultChecked={chosen.includes(code)}
                  />
                </li>
              ))}
            </ul>
          </details>
        </fieldset>
        <Button
          type="submit"
          look="strong"
          disabled={isPending}
          className="max-sm:w-full sm:justify-self-start"
        >
          {words.start}
        </Button>
      </div>
    </form>
  );
}
