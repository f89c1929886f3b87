"use client";
// A field for one picture: what there is, what was just chosen, and a way to take it away. Without JavaScript it is a
// plain field for a file. The picture that is kept already travels as its address, so that another field's mistake
// does not cost it: in the form NAME is the file, NAMEUrl what is kept, NAMERemoved that it shall go.
import { type ChangeEvent, useEffect, useRef, useState } from "react";
import { FieldFrame, type FieldWords } from "./field";

export type PictureWords = {
  remove: string;
  tooLarge: string;
  /** Said of the picture, for who cannot see that it is there. */
  chosen: string;
};

export type PictureLook = "round" | "square" | "wide" | "banner";

type PictureFieldProps = FieldWords & {
  id: string;
  name: string;
  /** The address of what is kept; empty when there is nothing, or when it was taken away. */
  url?: string | undefined;
  look?: PictureLook | undefined;
  /** Media types, such as image/png. */
  types: readonly string[];
  maxBytes: number;
  words: PictureWords;
};

const looks = {
  round: "size-20 rounded-full",
  square: "size-20 rounded-control",
  wide: "aspect-[1.91] w-full max-w-80 rounded-control",
  banner: "aspect-[3] w-full rounded-control",
};

export function PictureField({
  id,
  name,
  url,
  look = "square",
  types,
  maxBytes,
  words,
  error,
  ...frame
}: PictureFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [preview, setPreview] = useState<string>();
  const [isTooLarge, setIsTooLarge] = useState(false);
  const shown = preview ?? url;

  // React empties the form after it was answered: nothing is chosen then.
  useEffect(() => {
    const form = input.current?.form;
    const forget = () => setPreview(undefined);
    form?.addEventListener("reset", forget);
    return () => form?.removeEventListener("reset", forget);
  }, []);

  function show({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    const tooLarge = file !== undefined && file.size > maxBytes;
    setIsTooLarge(tooLarge);
    setPreview(undefined);
    if (tooLarge) target.value = "";
    else if (file) readAsUrl(file, setPreview);
  }

  return (
    <div className="grid gap-2">
      <FieldFrame id={id} {...frame} error={isTooLarge ? words.tooLarge : error}>
        {({ className, ...described }) => (
          <input
            ref={input}
            type="file"
            name={name}
            accept={types.join(",")}
            onChange={show}
            {...described}
            className={className}
          />
        )}
      </FieldFrame>
      <p role="alert" className="sr-only">
        {isTooLarge ? words.tooLarge : ""}
      </p>
      {shown ? (
        <img
          src={shown}
          alt={words.chosen}
          decoding="async"
          className={`border border-hairline bg-sunken object-cover ${looks[look]}`}
        />
      ) : null}
      {url ? (
        <>
          <input type="hidden" name={`${name}Url`} value={url} />
          {preview ? null : (
            <label className="flex min-h-touch items-center gap-3">
              <input type="checkbox" name={`${name}Removed`} value="yes" className="size-5 accent-ink" />
              {words.remove}
            </label>
          )}
        </>
      ) : (
        <input type="hidden" name={`${name}Removed`} value="yes" />
      )}
    </div>
  );
}

/** As a data: address, because the Content-Security-Policy knows no blob: ones. */
function readAsUrl(file: File, show: (url: string | undefined) => void) {
  const reader = new FileReader();
  reader.addEventListener("load", () => show(typeof reader.result === "string" ? reader.result : undefined));
  reader.readAsDataURL(file);
}
