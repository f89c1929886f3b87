"use client";
// What needs a state of its own on the page of components.
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";

export function CheckBoxSample({ label, hint }: { label: string; hint: string }) {
  const [isChecked, check] = useState(true);
  return <CheckBox name="sample" label={label} hint={hint} checked={isChecked} onChange={check} />;
}

type SheetWords = Record<"open" | "title" | "close" | "label" | "notice" | "submit", string>;

export function SheetSample({ words }: { words: SheetWords }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{words.open}</Button>
      {isOpen ? (
        <Sheet
          title={words.title}
          closeLabel={words.close}
          onClose={close}
          footer={
            <Button look="primary" className="w-full" onClick={close}>
              {words.submit}
            </Button>
          }
        >
          <div className="grid gap-4">
            <Notice>{words.notice}</Notice>
            <Field id="sheet-name" name="name" label={words.label} autoComplete="name" />
          </div>
        </Sheet>
      ) : null}
    </>
  );
}
