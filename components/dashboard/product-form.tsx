"use client";
// The form of a product. Every button sends it whole and it comes back as it was typed, so it works without JavaScript;
// with it, the card beside it follows what is typed, and the texts count.
import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useActionState, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Options } from "./product-form/options";
import type { PartProps, ProductFormProps } from "./product-form/part";
import { Pictures } from "./product-form/pictures";
import { Terms } from "./product-form/terms";
import { Variants } from "./product-form/variants";
import { Words } from "./product-form/words";

const previewAfterMilliseconds = 350;

export function ProductForm(props: ProductFormProps) {
  const { action, preview, savedCard, initial, isNew, mayEdit } = props;
  const t = useTranslations("listings");
  const [state, act, isPending] = useActionState(action, {});
  const form = useRef<HTMLFormElement>(null);
  const message = useRef<HTMLDivElement>(null);
  const { card, follow } = useCard(form, preview, savedCard);
  const values = state.values ?? initial;
  const errors = state.errors ?? {};
  const place = values.shownAt;
  const notice = state.message ? (
    <Notice tone={state.isDone ? "plain" : "bad"}>{state.message}</Notice>
  ) : null;

  useEffect(() => {
    const wrong = state.errors && form.current?.querySelector<HTMLElement>("[aria-invalid]");
    if (wrong) wrong.focus();
    else if (state.message) message.current?.focus();
  }, [state]);
  useEffect(() => {
    if (state.values) follow();
  }, [state.values, follow]);

  const parts: PartProps = { ...props, values, errors };
  const noticeAt = (here: string) =>
    place === here && notice ? (
      <div ref={message} tabIndex={-1} role={state.isDone ? "status" : "alert"} className="outline-none">
        {notice}
      </div>
    ) : null;
  return (
    <form
      ref={form}
      action={act}
      onInput={follow}
      noValidate
      className={`border-hairline lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start ${isNew ? "" : "border-t"}`}
    >
      {/* The first button is the one that Enter presses. */}
      <button
        type="submit"
        name="do"
        value="save"
        tabIndex={-1}
        aria-hidden="true"
        className="sr-only"
        disabled={!mayEdit}
      />
      <fieldset
        disabled={!mayEdit}
        className="min-w-0 border-hairline lg:border-r [&>section:first-of-type]:border-t-0"
      >
        {["productId", "seenAt", "madeFrom"].map((name) => (
          <input key={name} type="hidden" name={name} value={values[name] ?? ""} />
        ))}
        {place || !notice ? null : (
          <div ref={message} tabIndex={-1} role="alert" className="grid gap-2 p-4 pb-0 outline-none">
            {notice}
            {values.isBehind ? (
              <p>
                <a
                  href={`/dashboard/listings/${values.productId}`}
                  target="_blank"
                  rel="noopener"
                  className="text-link underline underline-offset-2"
                >
                  {t("form.seeSaved")}
                </a>
              </p>
            ) : null}
          </div>
        )}
        <Words {...parts} />
        <Pictures {...parts} notice={noticeAt("pictures")} />
        <Options {...parts} />
        <Variants {...parts} notice={noticeAt("variants")} />
        <Terms {...parts} />
      </fieldset>
      <aside className="border-t border-hairline p-4 lg:sticky lg:top-[53px] lg:border-t-0 lg:py-5">
        <div className="grid gap-3">
          <h2 className="text-lead font-semibold">{t("form.preview")}</h2>
          {card ? (
            <div className="mx-auto w-full max-w-96">{card}</div>
          ) : (
            <p className="text-ink-soft">{t("form.noPreview")}</p>
          )}
          <p className="text-small text-ink-soft">
            <noscript>{t("form.previewFixed")}</noscript>
            <span className="[@media(scripting:none)]:hidden">
              {t(mayEdit ? "form.previewHint" : "form.previewFixed")}
            </span>
          </p>
          {mayEdit ? (
            <>
              <Button
                type="submit"
                name="do"
                value="save"
                look="strong"
                aria-disabled={isPending}
                className="w-full"
              >
                {t(isNew ? "form.create" : "form.save")}
              </Button>
              {isNew ? null : (
                <>
                  <Button
                    type="submit"
                    name="do"
                    value={initial.status === "archived" ? "restore" : "archive"}
                    look="quiet"
                    aria-disabled={isPending}
                    aria-describedby="product-standing"
                    className="w-full"
                  >
                    {t(initial.status === "archived" ? "form.restore" : "form.archive")}
                  </Button>
                  <p id="product-standing" className="text-small text-ink-soft">
                    {t(initial.status === "archived" ? "form.restoreHint" : "form.archiveHint")}
                  </p>
                </>
              )}
            </>
          ) : (
            <p className="text-ink-soft">{t("form.readOnly")}</p>
          )}
        </div>
      </aside>
    </form>
  );
}

/** Asks for the card of what is typed, a moment after the last key; an answer that comes late is not shown. */
function useCard(
  form: RefObject<HTMLFormElement | null>,
  preview: ProductFormProps["preview"],
  savedCard: ReactNode,
) {
  const [card, setCard] = useState(savedCard);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const turn = useRef(0);
  const [follow] = useState(() => () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void show(), previewAfterMilliseconds);
  });
  async function show() {
    if (!form.current) return;
    const typed = new FormData(form.current);
    typed.delete("newPicture");
    const ofReact = Array.from(typed.keys()).filter((name) => name.startsWith("$"));
    for (const name of ofReact) typed.delete(name);
    const mine = ++turn.current;
    try {
      const shown = await preview(typed);
      if (mine === turn.current) setCard(shown);
    } catch {
      // Without the network the last card stays.
    }
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  return { card, follow };
}
