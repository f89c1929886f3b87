// A field with its label above, a hint, and the error beneath in words that mend it.
import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./icon";

export type FieldWords = { label: string; hint?: string | undefined; error?: string | undefined };

const controlLook =
  "block min-h-touch w-full rounded-control border bg-surface px-3 py-2 text-input text-ink placeholder:text-ink-faint";

type Described = { id: string; className: string; "aria-describedby"?: string; "aria-invalid"?: true };

/** The frame of any control: `children` gets what ties it to its label, hint and error. */
export function FieldFrame({
  id,
  label,
  hint,
  error,
  children,
}: FieldWords & { id: string; children: (described: Described) => ReactNode }) {
  const parts = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div>
      <label id={`${id}-label`} htmlFor={id} className="mb-1 block text-body font-semibold">
        {label}
      </label>
      {children({
        id,
        className: `${controlLook} ${error ? "border-bad" : "border-control"}`,
        ...(parts ? { "aria-describedby": parts } : {}),
        ...(error ? { "aria-invalid": true } : {}),
      })}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-small text-ink-soft">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-small font-semibold text-bad">
          {error}
        </p>
      ) : null}
    </div>
  );
}

type Control<Tag extends "input" | "textarea" | "select"> = FieldWords & { id: string; name: string } & Omit<
    ComponentProps<Tag>,
    "id" | "name" | "className"
  >;

type FieldProps = Control<"input"> & { /** The button that acts on it. */ beside?: ReactNode };

export function Field({ id, label, hint, error, beside, ...input }: FieldProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      {(described) => {
        const control = <input {...input} {...described} />;
        return beside ? (
          <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3">
            {control}
            {beside}
          </div>
        ) : (
          control
        );
      }}
    </FieldFrame>
  );
}

export function TextAreaField({ id, label, hint, error, ...area }: Control<"textarea">) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      {(described) => (
        <textarea
          {...area}
          {...described}
          className={`${described.className} field-sizing-content max-h-96 min-h-28!`}
        />
      )}
    </FieldFrame>
  );
}

export function SelectField({ id, label, hint, error, ...select }: Control<"select">) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      {(described) => <Select {...select} {...described} />}
    </FieldFrame>
  );
}

/** By itself, for where its label stands elsewhere. Its arrow is ours, so that its text stands where a field's does. */
export function Select({ className = "", ...select }: ComponentProps<"select">) {
  return (
    <span className="grid min-w-0 grid-cols-[minmax(0,1fr)] items-center text-ink-soft *:[grid-area:1/1]">
      <select {...select} className={`appearance-none pr-9! text-ellipsis ${className}`} />
      <Icon name="down" className="pointer-events-none mr-3 size-4 justify-self-end" />
    </span>
  );
}
