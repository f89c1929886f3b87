"use client";
// The description of a product. Written as it will look, where there is JavaScript; before and without it, as text, or as
// HTML where it has more than paragraphs. What nobody has changed is sent as it came.
import { useTranslations } from "next-intl";
import { type ComponentType, useEffect, useRef, useState } from "react";
import { FieldFrame } from "@/components/ui/field";
import { htmlOfText } from "@/domain/catalog/description-rules";
import { longestDescription } from "@/domain/catalog/product-rules";
import type { RichTextEditorProps } from "./rich-text-editor";

type DescriptionFieldProps = {
  id: string;
  /** Text, or HTML where `isHtml` says "yes". */
  initial: { text: string; isHtml: string };
  mayEdit: boolean;
  error?: string | undefined;
};

// Loaded once, and only by whoever opens a form of a product.
let loaded: ComponentType<RichTextEditorProps> | undefined;

export function DescriptionField({ id, initial, mayEdit, error }: DescriptionFieldProps) {
  const t = useTranslations("listings");
  const area = useRef<HTMLTextAreaElement>(null);
  const [Editor, setEditor] = useState(() => loaded);
  const [now, setNow] = useState(initial);

  useEffect(() => {
    if (Editor) return undefined;
    const typing = area.current;
    let isGone = false;
    const show = () => {
      if (isGone || !loaded) return;
      // Not under the hands of somebody who types already.
      if (typing && document.activeElement === typing) typing.addEventListener("blur", show, { once: true });
      else {
        setNow((before) => ({ ...before, text: typing?.value ?? before.text }));
        setEditor(() => loaded);
      }
    };
    const fetchEditor = async () => {
      ({ RichTextEditor: loaded } = await import("./rich-text-editor"));
      show();
    };
    fetchEditor().catch(() => undefined); // it stays a field of text
    return () => {
      isGone = true;
      typing?.removeEventListener("blur", show);
    };
  }, [Editor]);

  const plainHint = t(initial.isHtml ? "form.descriptionHtmlHint" : "form.descriptionHint");
  return (
    <>
      <FieldFrame id={id} label={t("form.description")} hint={Editor ? undefined : plainHint} error={error}>
        {({ className, ...described }) =>
          Editor ? (
            <Editor
              described={described}
              labelId={`${id}-label`}
              hasError={error !== undefined}
              html={now.isHtml ? now.text : htmlOfText(now.text)}
              mayEdit={mayEdit}
              onChange={(html) => setNow({ text: html, isHtml: "yes" })}
            />
          ) : (
            <textarea
              ref={area}
              {...described}
              className={className}
              name="description"
              defaultValue={initial.text}
              rows={6}
              maxLength={longestDescription}
            />
          )
        }
      </FieldFrame>
      {Editor ? <input type="hidden" name="description" value={now.text} /> : null}
      <input type="hidden" name="isHtml" value={now.isHtml} />
    </>
  );
}
