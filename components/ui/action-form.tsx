"use client";
// A form over a server action: it shows what the action answers, keeps what was typed, and works without JavaScript.
import { type ReactNode, useActionState, useEffect, useRef, useState } from "react";
import { Button, type ButtonLook } from "./button";
import { Choice } from "./choice";
import { Field, SelectField, TextAreaField } from "./field";
import { Notice } from "./notice";
import { PictureField, type PictureLook, type PictureWords } from "./picture-field";

export type ActionFormState = {
  message?: string;
  isDone?: boolean;
  errors?: Record<string, string>;
  values?: Record<string, string>;
};

export type FormField = {
  name: string;
  label: string;
  hint?: string;
  type?:
    | "text"
    | "email"
    | "password"
    | "time"
    | "date"
    | "datetime-local"
    | "textarea"
    | "select"
    | "pictures"
    | "choice"
    | "choices";
  autoComplete?: string;
  defaultValue?: string;
  isRequired?: boolean;
  maxLength?: number;
  /** Of a long text. */
  rows?: number;
  /** Begins a group of fields, which goes on until the next begins. */
  group?: string;
  inputMode?: "numeric" | "decimal";
  /** Only there while another field of the form has one of these values. */
  onlyWith?: { name: string; values: readonly string[] };
  /**
   * Of a select, or pictures to choose from; one without a picture of its own shows its label. Or a choice, with what
   * each means; or choices, of which any number can be ticked: their value is one line each.
   */
  options?: { value: string; label: string; imageUrl?: string; hint?: string }[];
  /** Of a picture to send, whose address is the default value. */
  picture?: { look: PictureLook; types: readonly string[]; maxBytes: number; words: PictureWords };
};

type ActionFormProps = {
  /** Comes before the ids of its fields: one form's fields must not be another's. */
  id: string;
  action: (state: ActionFormState, form: FormData) => Promise<ActionFormState>;
  fields?: FormField[];
  /** What is sent beside the fields, by name. */
  hidden?: Record<string, string>;
  submit: string;
  look?: ButtonLook;
  /** Between the fields and the button. */
  children?: ReactNode;
};

export function ActionForm({
  id,
  action,
  fields = [],
  hidden = {},
  submit,
  look = "strong",
  children,
}: ActionFormProps) {
  const [state, act, isPending] = useActionState(action, {});
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (state.errors) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [state.errors]);

  const valueOf = (name: string) =>
    chosen[name] ?? state.values?.[name] ?? fields.find((field) => field.name === name)?.defaultValue ?? "";
  const shown = fields.filter(
    ({ onlyWith }) => !onlyWith || onlyWith.values.includes(valueOf(onlyWith.name)),
  );
  const onChange = ({ target }: { target: EventTarget }) => {
    if (target instanceof HTMLSelectElement && fields.some(({ onlyWith }) => onlyWith?.name === target.name))
      setChosen((before) => ({ ...before, [target.name]: target.value }));
  };

  return (
    <form
      ref={form}
      action={act}
      onChange={onChange}
      className="@container grid max-w-column gap-4"
      noValidate
    >
      <div role={state.isDone ? "status" : "alert"} className="empty:hidden">
        {state.message ? <Notice tone={state.isDone ? "good" : "bad"}>{state.message}</Notice> : null}
      </div>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={state.values?.[name] ?? value} />
      ))}
      {groupsOf(shown).map((group) => {
        const controls = group.map((field) => (
          <FormFieldControl
            key={`${field.name} ${field.onlyWith?.values[0]}`}
            {...field}
            id={`${id}-${field.name}`}
            error={state.errors?.[field.name]}
            typed={state.values?.[field.picture ? `${field.name}Url` : field.name]}
          />
        ));
        const title = group[0]?.group;
        if (!title) return controls;
        return (
          <fieldset key={title} className="grid min-w-0 gap-4 border-t border-hairline pt-4">
            <legend className="float-left w-full text-lead font-semibold">{title}</legend>
            {controls}
          </fieldset>
        );
      })}
      {children}
      <Button
        type="submit"
        look={look}
        aria-disabled={isPending}
        className="w-full @md:w-auto @md:min-w-40 @md:justify-self-start"
      >
        {submit}
      </Button>
    </form>
  );
}

/** The fields in order, cut where a group begins. */
function groupsOf(fields: FormField[]): FormField[][] {
  const groups: FormField[][] = [];
  for (const field of fields)
    if (field.group || groups.length === 0) groups.push([field]);
    else groups.at(-1)?.push(field);
  return groups;
}

function FormFieldControl({
  id,
  name,
  type = "text",
  isRequired = false,
  options = [],
  defaultValue,
  typed,
  label,
  hint,
  error,
  autoComplete,
  maxLength,
  inputMode,
  picture,
  rows = 3,
}: FormField & { id: string; error: string | undefined; typed: string | undefined }) {
  const value = typed ?? defaultValue;
  const words = { id, name, label, hint, error };
  if (type === "textarea")
    return <TextAreaField {...words} defaultValue={value} rows={rows} maxLength={maxLength} />;
  if (type === "select")
    // Keyed by its value: React resets a select to its first default after an action.
    return (
      <SelectField key={value} {...words} defaultValue={value} autoComplete={autoComplete}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </SelectField>
    );
  if (picture) return <PictureField {...words} {...picture} url={value} />;
  if (type === "pictures") return <Pictures key={value} {...words} options={options} chosen={value} />;
  if (type === "choice")
    return <Choice key={value} name={name} legend={label} options={options} chosen={value ?? ""} />;
  if (type === "choices") return <Choices key={value} {...words} options={options} chosen={value} />;
  return (
    <Field
      {...words}
      type={type}
      inputMode={inputMode}
      defaultValue={value}
      autoComplete={autoComplete}
      maxLength={maxLength}
      aria-required={isRequired}
      {...(type === "email" ? { inputMode: "email" as const } : {})}
      {...(name === "handle" ? { autoCapitalize: "none", spellCheck: false } : {})}
    />
  );
}

type PicturesProps = {
  name: string;
  label: string;
  options: NonNullable<FormField["options"]>;
  chosen: string | undefined;
};

function Pictures({ name, label, options, chosen }: PicturesProps) {
  return (
    <fieldset>
      <legend className="text-body font-semibold">{label}</legend>
      <div className="mt-2 flex flex-wrap gap-3 sm:gap-1.5">
        {options.map(({ value, label: word, imageUrl }) => (
          <label
            key={value}
            className="grid size-16 cursor-pointer place-items-center rounded-full border-2 border-hairline p-0.5 has-checked:border-ink forced-colors:not-has-checked:border-dotted has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-link"
          >
            <input
              type="radio"
              name={name}
              value={value}
              defaultChecked={value === chosen}
              className="sr-only"
            />
            {imageUrl ? (
              <img
                src={imageUrl}
                alt={word}
                width={56}
                height={56}
                decoding="async"
                className="size-14 rounded-full object-cover"
              />
            ) : (
              <span className="text-center text-small text-ink-soft">{word}</span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type ChoicesProps = {
  id: string;
  name: string;
  label: string;
  hint: string | undefined;
  error: string | undefined;
  options: NonNullable<FormField["options"]>;
  chosen: string | undefined;
};

function Choices({ id, name, label, hint, error, options, chosen = "" }: ChoicesProps) {
  const ticked = new Set(chosen.split("\n"));
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <fieldset {...(described ? { "aria-describedby": described } : {})}>
      <legend className="text-body font-semibold">{label}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-small text-ink-soft">
          {hint}
        </p>
      ) : null}
      <div
        className={`mt-1 grid max-h-72 overflow-y-auto rounded-control border bg-surface px-3 sm:grid-cols-2 ${error ? "border-bad" : "border-control"}`}
      >
        {options.map(({ value, label: word }, at) => (
          <label key={value} className="flex min-h-touch items-center gap-3 py-1">
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={ticked.has(value)}
              className="size-5 shrink-0 accent-ink"
              {...(error && at === 0 ? { "aria-invalid": true } : {})}
            />
            {word}
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-small font-semibold text-bad">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
