// The pictures of a product, in their order.
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinePicture } from "@/components/orders/line-picture";
import { Section } from "@/components/orders/section";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PictureField } from "@/components/ui/picture-field";
import { Tick } from "../tick";
import { type PartProps, rowsOf, tie } from "./part";

export function Pictures({ notice, ...props }: PartProps & { notice: ReactNode }) {
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
