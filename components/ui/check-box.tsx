"use client";
// A box to tick, with its words beside it; the whole line can be pressed.
import { type ReactNode, useId } from "react";

type CheckBoxProps = {
  name: string;
  label: string;
  hint?: ReactNode;
  /** What is sent when it is ticked. */
  value?: string;
} & ({ checked: boolean; onChange: (isChecked: boolean) => void } | { defaultChecked: boolean });

export function CheckBox({ name, label, hint, value = "yes", ...state }: CheckBoxProps) {
  const id = useId();
  return (
    <label className="flex min-h-touch items-start gap-3 py-2">
      <input
        type="checkbox"
        name={name}
        value={value}
        {...("checked" in state
          ? { checked: state.checked, onChange: (event) => state.onChange(event.target.checked) }
          : state)}
        aria-labelledby={`${id}-label`}
        {...(hint ? { "aria-describedby": `${id}-hint` } : {})}
        className="mt-0.5 size-5 shrink-0 accent-ink"
      />
      <span>
        <span id={`${id}-label`}>{label}</span>
        {hint ? (
          <span id={`${id}-hint`} className="block text-small text-pretty text-ink-soft">
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}
