"use client";
// A sheet whose being open is an address: closing it goes back to where the reader was.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { Sheet } from "@/components/ui/sheet";

type RouteSheetProps = { title: string; closeLabel: string; children: ReactNode; footer?: ReactNode };

const Close = createContext<(() => void) | undefined>(undefined);

/** Closes the sheet around a component; undefined on a page of its own. */
export const useCloseSheet = (): (() => void) | undefined => useContext(Close);

export function RouteSheet(props: RouteSheetProps) {
  const [isOpen, setIsOpen] = useState(true);
  const lengthAtOpening = useRef<number>(undefined);
  useEffect(() => {
    lengthAtOpening.current ??= window.history.length;
  }, []);
  const close = useCallback(() => {
    // At once; the page behind is there already. Frames inside (the bank's page) add entries to the history of the
    // whole window, so "back" alone might only undo theirs.
    setIsOpen(false);
    const added = window.history.length - (lengthAtOpening.current ?? window.history.length);
    window.history.go(-1 - Math.max(0, added));
  }, []);
  if (!isOpen) return null;
  return (
    <Close value={close}>
      <Sheet {...props} onClose={close} />
    </Close>
  );
}
