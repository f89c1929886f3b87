"use client";
// The form of a product. Every button sends it whole and it comes back as it was typed, so it works without JavaScript;
// with it, the card beside it follows what is typed, and the texts count.
import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useActionState, useEffect, useRef, useState } from "react";
import { LinePicture } from "@/components/orders/line-picture";
import { Section } from "@/components/orders/section";
import type { ActionFormState } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { Field, SelectField, TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PictureField, type PictureWords } from "@/components/ui/picture-field";
import { longestSummary, longestTitle, mostOptions } from "@/domain/catalog/product-rules";
import { DescriptionField } from "./description-field";
import { Tick } from "./tick";

type Values = Record<string, string>;

type ProductFormProps = {
  action: (state: ActionFormState, form: FormData) => Promise<ActionFormState>;
  /** The card of what the form says; null where that is no product yet. */
  preview: (form: FormData) => Promise<ReactNode>;
  /** The card as it is saved. */
  savedCard: ReactNode;
  initial: Values;
  isNew: boolean;
  mayEdit: boolean;
  shop: { currency: string; otherCurrencies: string[]; timeZone: string };
  /** Where the product stands at the merchant's site when nothing else is said; blank without a site. */
  usualUrl: string;
  /** Of a new product, those to choose from; else those of its listings, in their order. */
  channels: { id: string; name: string }[];
  picture: { types: readonly string[]; maxBytes: number; words: PictureWords };
};

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
      className="lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start"
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
      <fieldset disabled={!mayEdit} className="min-w-0">
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
      <aside className="border-t border-hairline p-4 lg:sticky lg:top-[53px] lg:border-t-0 lg:border-l">
        <div className="grid gap-3">
          <h2 className="text-lead font-semibold">{t("form.preview")}</h2>
          <div className="mx-auto w-full max-w-96">
            {card ?? <p className="text-ink-soft">{t("form.noPreview")}</p>}
          </div>
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

type PartProps = ProductFormProps & { values: Values; errors: Record<string, string> };

function rowsOf(values: Values, kind: "variant" | "picture" | "terms"): number[] {
  const numbers = Object.keys(values).flatMap((name) => {
    const [row, at] = name.split(".");
    return row === kind ? [Number(at)] : [];
  });
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}

/** A control's name, id, text and error, all by the name of its field. */
const tie = (name: string, { values, errors }: PartProps) => ({
  id: `product-${name}`,
  name,
  defaultValue: values[name] ?? "",
  error: errors[name],
});

const statuses = ["active", "draft", "archived"] as const;

function Words(props: PartProps) {
  const t = useTranslations("listings");
  const { values, errors } = props;
  const hasMore = ["vendor", "productType", "tags"].some((name) => errors[name]);
  return (
    <Section title={t("form.product")}>
      <Field
        {...tie("title", props)}
        label={t("form.titleLabel")}
        autoComplete="off"
        aria-required
        maxLength={longestTitle}
      />
      <DescriptionField
        key={`${values.isHtml}${values.description}`}
        id="product-description"
        initial={{ text: values.description ?? "", isHtml: values.isHtml ?? "" }}
        mayEdit={props.mayEdit}
        error={errors["description"]}
      />
      <Summary {...props} />
      <Choice
        key={`status-${values.status}`}
        name="status"
        legend={t("form.status")}
        chosen={values.status ?? "active"}
        options={statuses
          .filter((status) => !props.isNew || status !== "archived")
          .map((status) => ({
            value: status,
            label: t(`form.statuses.${status}`),
            hint: t(`form.statusHints.${status}`),
          }))}
      />
      <details {...(hasMore ? { open: true } : {})}>
        <summary className="inline-flex min-h-touch items-center text-link hover:underline">
          {t("form.more")}
        </summary>
        <div className="grid gap-4 pt-2 sm:grid-cols-2">
          <Field {...tie("vendor", props)} label={t("form.vendor")} autoComplete="off" maxLength={100} />
          <Field
            {...tie("productType", props)}
            label={t("form.productType")}
            autoComplete="off"
            maxLength={100}
          />
          <div className="sm:col-span-2">
            <Field
              {...tie("tags", props)}
              label={t("form.tags")}
              hint={t("form.tagsHint")}
              autoComplete="off"
            />
          </div>
        </div>
      </details>
    </Section>
  );
}

function Summary(props: PartProps) {
  const t = useTranslations("listings");
  const typed = props.values.summary ?? "";
  const [count, setCount] = useState(Array.from(typed).length);
  const counted = t("form.counted", { count: String(count), most: String(longestSummary) });
  return (
    <TextAreaField
      {...tie("summary", props)}
      label={t("form.summary")}
      hint={`${t("form.summaryHint")} ${counted}`}
      rows={4}
      onInput={(event) => setCount(Array.from(event.currentTarget.value).length)}
    />
  );
}

function Pictures({ notice, ...props }: PartProps & { notice: ReactNode }) {
  const t = useTranslations("listings");
  const { values, errors, picture } = props;
  const rows = rowsOf(values, "picture");
  const act = "min-h-touch px-3 text-link hover:underline";
  return (
    <Section title={t("form.pictures")}>
      {notice}
      <p className="text-ink-soft">{errors.pictures ?? t("form.picturesHint")}</p>
      <ol className="grid gap-4 empty:hidden">
        {rows.map((at) => {
          const n = String(at + 1);
          const url = values[`picture.${at}.url`] ?? "";
          return (
            <li key={url} className="grid grid-cols-[auto_minmax(0,1fr)] gap-3">
              <LinePicture url={url} />
              <fieldset className="grid min-w-0 gap-1">
                <legend className="sr-only">{t("form.picture", { n })}</legend>
                <input type="hidden" name={`picture.${at}.url`} value={url} />
                <Field
                  key={values[`picture.${at}.alt`]}
                  {...tie(`picture.${at}.alt`, props)}
                  label={t("form.alt")}
                  hint={t("form.altHint")}
                  autoComplete="off"
                  maxLength={1000}
                />
                <Tick name={`picture.${at}.isDecorative`} label={t("form.isDecorative")} values={values} />
                <p className="-ml-3 flex flex-wrap">
                  {at > 0 ? (
                    <button
                      type="submit"
                      name="do"
                      value={`picture-up:${at}`}
                      aria-label={t("form.moveUp", { n })}
                      className={act}
                    >
                      {t("form.forward")}
                    </button>
                  ) : null}
                  {at < rows.length - 1 ? (
                    <button
                      type="submit"
                      name="do"
                      value={`picture-down:${at}`}
                      aria-label={t("form.moveDown", { n })}
                      className={act}
                    >
                      {t("form.backward")}
                    </button>
                  ) : null}
                  <button
                    type="submit"
                    name="do"
                    value={`picture-remove:${at}`}
                    aria-label={t("form.removePicture", { n })}
                    className={act}
                  >
                    {t("form.remove")}
                  </button>
                </p>
              </fieldset>
            </li>
          );
        })}
      </ol>
      {props.mayEdit ? (
        <div className="grid gap-3">
          <PictureField
            key={rows.length}
            id="product-newPicture"
            name="newPicture"
            label={t("form.newPicture")}
            hint={t("form.newPictureHint")}
            error={errors.newPicture}
            look="wide"
            {...picture}
          />
          <p>
            <Button type="submit" name="do" value="add-picture" look="quiet">
              {t("form.addPicture")}
            </Button>
          </p>
        </div>
      ) : null}
    </Section>
  );
}

function Options(props: PartProps) {
  const t = useTranslations("listings");
  const { errors } = props;
  return (
    <Section title={t("form.options")}>
      <p className="text-ink-soft">{errors.options ?? t("form.optionsHint")}</p>
      {Array.from({ length: mostOptions }, (_, at) => (
        <fieldset key={at} className="grid gap-3 sm:grid-cols-[1fr_2fr]">
          <legend className="sr-only">{t("form.option", { n: String(at + 1) })}</legend>
          <Field
            {...tie(`option.${at}.name`, props)}
            label={`${t("form.option", { n: String(at + 1) })}: ${t("form.optionName")}`}
            autoComplete="off"
            maxLength={100}
          />
          <Field
            {...tie(`option.${at}.values`, props)}
            label={t("form.optionValues")}
            hint={at === 0 ? t("form.optionValuesHint") : undefined}
            autoComplete="off"
          />
        </fieldset>
      ))}
      {props.mayEdit ? (
        <p>
          <Button type="submit" name="do" value="make-variants" look="quiet">
            {t("form.makeVariants")}
          </Button>
        </p>
      ) : null}
    </Section>
  );
}

function Variants({ notice, ...props }: PartProps & { notice: ReactNode }) {
  const t = useTranslations("listings");
  const { values, errors } = props;
  const rows = rowsOf(values, "variant");
  const isOne = rows.length === 1 && values["variant.0.optionValues"] === "[]";
  return (
    <Section title={t(isOne ? "form.oneVariant" : "form.variants")}>
      {notice}
      {errors.variants ? <Notice tone="bad">{errors.variants}</Notice> : null}
      <ul className="grid gap-5">
        {rows.map((at) => (
          <li key={values[`variant.${at}.optionValues`] ?? at}>
            <Variant {...props} at={at} isOne={isOne} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Variant({ at, isOne, ...props }: PartProps & { at: number; isOne: boolean }) {
  const t = useTranslations("listings");
  const { values, errors, shop } = props;
  const field = (name: string) => `variant.${at}.${name}`;
  const held = Number(values[field("unitsHeld")] ?? 0);
  const hasMore = ["barcode", "weight"].some((name) => errors[field(name)]);
  const wrong = errors[field("optionValues")];
  return (
    <fieldset className="grid min-w-0 gap-3">
      {isOne ? null : (
        <legend className="font-semibold">{wordsOf(values[field("optionValues")]).join(" / ")}</legend>
      )}
      {["id", "optionValues", "unitsSeen", "unitsHeld"].map((name) => (
        <input key={name} type="hidden" name={field(name)} value={values[field(name)] ?? ""} />
      ))}
      {wrong ? <p className="text-small font-semibold text-bad">{wrong}</p> : null}
      {isOne ? (
        <input type="hidden" name={field("isOffered")} value="yes" />
      ) : (
        <Tick name={field("isOffered")} label={t("form.isOffered")} values={values} />
      )}
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Field
          {...tie(field("price"), props)}
          label={t("form.price", { currency: shop.currency })}
          inputMode="decimal"
          autoComplete="off"
          aria-required
        />
        {shop.otherCurrencies.map((currency) => (
          <Field
            key={currency}
            {...tie(field(`price:${currency}`), props)}
            label={t("form.price", { currency })}
            inputMode="decimal"
            autoComplete="off"
          />
        ))}
        <Field
          {...tie(field("stock"), props)}
          label={t("form.stock")}
          hint={held > 0 ? t("form.stockHint", { held }) : undefined}
          inputMode="numeric"
          autoComplete="off"
        />
        <div className="col-span-2 sm:col-span-1">
          <Field {...tie(field("sku"), props)} label={t("form.sku")} autoComplete="off" maxLength={100} />
        </div>
      </div>
      <VariantPicture {...props} name={field("imageUrl")} isOne={isOne} />
      <details {...(hasMore ? { open: true } : {})}>
        <summary className="inline-flex min-h-touch items-center text-link hover:underline">
          {t("form.details")}
        </summary>
        <div className="grid grid-cols-2 gap-3 pt-2">
          <Field
            {...tie(field("barcode"), props)}
            label={t("form.barcode")}
            autoComplete="off"
            maxLength={100}
          />
          <Field
            {...tie(field("weight"), props)}
            label={t("form.weight")}
            inputMode="numeric"
            autoComplete="off"
          />
        </div>
        <Tick name={field("sellsWithoutStock")} label={t("form.sellsWithoutStock")} values={values} />
        <Tick name={field("requiresShipping")} label={t("form.requiresShipping")} values={values} />
        <Tick name={field("isTaxable")} label={t("form.isTaxable")} values={values} />
      </details>
    </fieldset>
  );
}

/** Which of the product's pictures shows this variant, in the checkout and on receipts. */
function VariantPicture({ name, isOne, ...props }: PartProps & { name: string; isOne: boolean }) {
  const t = useTranslations("listings");
  const { values } = props;
  const own = values[name] ?? "";
  const pictures = rowsOf(values, "picture").map((at) => ({
    url: values[`picture.${at}.url`] ?? "",
    words: [t("form.picture", { n: String(at + 1) }), values[`picture.${at}.alt`]].filter(Boolean).join(": "),
  }));
  const isElsewhere = own !== "" && !pictures.some(({ url }) => url === own);
  if (isOne || (pictures.length < 2 && own === ""))
    return <input key={own} type="hidden" name={name} defaultValue={own} />;
  const choices = [
    { url: "", words: t("form.firstPicture") },
    ...(isElsewhere ? [{ url: own, words: t("form.importedPicture") }] : []),
    ...pictures,
  ];
  return (
    <ChosenPicture key={own} {...tie(name, props)} choices={choices} firstUrl={pictures[0]?.url}>
      {t("form.variantPicture")}
    </ChosenPicture>
  );
}

type ChosenPictureProps = ReturnType<typeof tie> & {
  choices: { url: string; words: string }[];
  firstUrl: string | undefined;
  children: string;
};

function ChosenPicture({ choices, firstUrl, children, ...control }: ChosenPictureProps) {
  const [url, setUrl] = useState(control.defaultValue);
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] items-end gap-3">
      <LinePicture url={url || firstUrl} />
      <SelectField {...control} label={children} onChange={(event) => setUrl(event.target.value)}>
        {choices.map((choice) => (
          <option key={choice.url} value={choice.url}>
            {choice.words}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

function Terms(props: PartProps) {
  const t = useTranslations("listings");
  const { values, channels, isNew, usualUrl, shop } = props;
  const rows = rowsOf(values, "terms");
  return rows.map((at) => {
    const field = (name: string) => `terms.${at}.${name}`;
    const channel = channels[at]?.name ?? "";
    return (
      <Section key={at} title={rows.length > 1 ? t("form.termsOn", { channel }) : t("form.terms")}>
        {["listingId", "opensAtWas", "endsAtWas"].map((name) => (
          <input key={name} type="hidden" name={field(name)} value={values[field(name)] ?? ""} />
        ))}
        {at === 0 ? (
          isNew && channels.length > 1 ? (
            <SelectField key={values.connectionId} {...tie("connectionId", props)} label={t("form.channel")}>
              {channels.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
          ) : (
            <input type="hidden" name="connectionId" value={values.connectionId ?? channels[0]?.id ?? ""} />
          )
        ) : null}
        <Choice
          key={`${field("checkout")}-${values[field("checkout")]}`}
          name={field("checkout")}
          legend={t("form.checkout")}
          chosen={values[field("checkout")] ?? "here"}
          options={(["here", "merchant-site"] as const).map((place) => ({
            value: place,
            label: t(`form.checkouts.${place}`),
            hint: t(`form.checkoutHints.${place}`),
          }))}
        />
        <Field
          {...tie(field("merchantUrl"), props)}
          label={t("form.merchantUrl")}
          hint={usualUrl ? t("form.merchantUrlHint", { url: usualUrl }) : t("form.merchantUrlHintNone")}
          type="url"
          autoComplete="off"
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            {...tie(field("opensAt"), props)}
            label={t("form.opensAt")}
            hint={t("form.opensAtHint", { timeZone: shop.timeZone })}
            type="datetime-local"
          />
          <Field
            {...tie(field("endsAt"), props)}
            label={t("form.endsAt")}
            hint={t("form.endsAtHint", { timeZone: shop.timeZone })}
            type="datetime-local"
          />
        </div>
        <Field
          {...tie(field("unitsPerBuyer"), props)}
          label={t("form.unitsPerBuyer")}
          inputMode="numeric"
          autoComplete="off"
        />
      </Section>
    );
  });
}

function wordsOf(json: string | undefined): string[] {
  try {
    const read: unknown = JSON.parse(json ?? "[]");
    return Array.isArray(read) ? read.map(String) : [];
  } catch {
    return [];
  }
}
