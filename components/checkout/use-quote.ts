"use client";
// Keeps the total true while the form is being filled: asks for it anew a moment after each change.
import { useCallback, useEffect, useRef, useState } from "react";
import type { QuoteView } from "./state";

const afterMilliseconds = 250;

export function useQuote(
  ask: (form: FormData) => Promise<QuoteView | undefined>,
  first: QuoteView | undefined,
) {
  const [quote, setQuote] = useState(first);
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<number>(undefined);
  const turn = useRef(0);
  const onChange = useCallback(() => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      if (!form.current) return;
      const mine = ++turn.current;
      // An answer that was overtaken is dropped; one that failed leaves the last true total.
      void ask(new FormData(form.current)).then(
        (answer) => mine === turn.current && setQuote(answer),
        () => undefined,
      );
    }, afterMilliseconds);
  }, [ask]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return { quote, form, onChange };
}
