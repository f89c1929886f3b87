"use client";
// A dialog's steps over one server action: its state, the two ways to send a form, and where the reader is led after
// each answer: to the first field that is wrong, else to what is said of the answer, else to the top of the step.
import { startTransition, useActionState, useCallback, useEffect, useRef } from "react";

type Step = { step: string; turn: number };

export function useSteps<S extends Step>(
  action: (previous: S, form: FormData) => Promise<S>,
  initial: Awaited<S>,
) {
  const [state, submit, isBusy] = useActionState<S, FormData>(
    action as (s: Awaited<S>, f: FormData) => Promise<S>,
    initial,
  );
  const top = useRef<HTMLDivElement>(null);
  const send = useCallback((form: FormData) => startTransition(() => submit(form)), [submit]);

  useEffect(() => {
    if (state.turn === 0) return;
    const firstError = top.current?.querySelector<HTMLElement>("[aria-invalid]");
    (firstError ?? top.current)?.focus();
    // Centred: the sentence beneath the field would lie under the total, which is always in view.
    if (firstError) firstError.scrollIntoView({ block: "center" });
    else {
      const said = top.current?.querySelector("[role=alert]:not(:empty)");
      (said ?? top.current)?.scrollIntoView({ block: "start" });
    }
  }, [state.turn, state.step]);

  return { state, submit, send, isBusy, top };
}
