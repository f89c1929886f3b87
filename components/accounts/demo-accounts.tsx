"use client";
// The people of the demo world, each a button that signs in as them.
import { useActionState } from "react";
import type { ActionFormState } from "@/components/ui/action-form";
import { Notice } from "@/components/ui/notice";

type DemoAccountsProps = {
  action: (state: ActionFormState, form: FormData) => Promise<ActionFormState>;
  people: { email: string; role: string }[];
  password: string;
  next: string;
  words: { title: string; text: string };
};

export function DemoAccounts({ action, people, password, next, words }: DemoAccountsProps) {
  const [state, act] = useActionState(action, {});
  return (
    <section aria-labelledby="demo-accounts" className="mt-6 border-t border-hairline pt-5">
      <h2 id="demo-accounts" className="text-lead font-semibold">
        {words.title}
      </h2>
      <p className="mt-1 text-body text-ink-soft">{words.text}</p>
      <div role="alert" className="mt-3">
        {state.message ? <Notice tone="bad">{state.message}</Notice> : null}
      </div>
      <form
        action={act}
        className="grid divide-y divide-hairline overflow-hidden rounded-card border border-hairline bg-surface"
      >
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="password" value={password} />
        {people.map(({ email, role }) => (
          <button
            key={email}
            name="email"
            value={email}
            className="flex min-h-touch flex-wrap items-center justify-between gap-x-1 px-3 py-2 text-left -outline-offset-2 hover:bg-sunken"
          >
            <span className="font-semibold">{email}</span>
            <span className="text-small text-ink-soft">{role}</span>
          </button>
        ))}
      </form>
    </section>
  );
}
