"use client";
// A dialog that keeps the page behind it: from below on a phone, in the middle of a desk.
// The browser's own <dialog> traps the focus, makes the rest inert and gives the focus back.
import { type PointerEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef } from "react";
import { Icon } from "./icon";

type SheetProps = {
  title: string;
  closeLabel: string;
  /** Asked to close: by the button, Escape, a click beside it or a drag downwards. The owner then unmounts it. */
  onClose: () => void;
  children: ReactNode;
  /** Stays in view below what scrolls: the total and the one button. */
  footer?: ReactNode;
};

const dragClosesAfterPixels = 110;
const flickPixelsPerMillisecond = 0.6;

export function Sheet({ title, closeLabel, onClose, children, footer }: SheetProps) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  }, [onClose]);

  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return undefined;
    const ask = (event: Event) => {
      event.preventDefault();
      close.current();
    };
    // Browsers close it themselves when Escape comes twice; the page must follow.
    const follow = () => close.current();
    // The veil belongs to the dialog: a click on it has the dialog itself as its target.
    const askIfBeside = (event: Event) => {
      if (event.target === element) close.current();
    };
    element.addEventListener("click", askIfBeside);
    element.addEventListener("cancel", ask);
    element.addEventListener("close", follow);
    if (!element.open) element.showModal();
    heading.current?.focus({ preventScroll: true });
    const stopMindingKeyboard = mindKeyboard(element);
    return () => {
      stopMindingKeyboard();
      element.removeEventListener("click", askIfBeside);
      element.removeEventListener("cancel", ask);
      element.removeEventListener("close", follow);
      element.close();
    };
  }, []);

  const drag = useRef<{ y: number; at: number } | undefined>(undefined);
  const shift = (pixels: number) => {
    if (dialog.current) dialog.current.style.translate = pixels > 0 ? `0 ${pixels}px` : "";
  };
  const dragProps = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const isOnButton = event.target instanceof Element && event.target.closest("button");
      if (event.pointerType === "mouse" || isOnButton) return;
      drag.current = { y: event.clientY, at: event.timeStamp };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (drag.current) shift(event.clientY - drag.current.y);
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      if (!drag.current) return;
      const moved = event.clientY - drag.current.y;
      const speed = moved / Math.max(1, event.timeStamp - drag.current.at);
      drag.current = undefined;
      shift(0);
      if (moved > dragClosesAfterPixels || (moved > 24 && speed > flickPixelsPerMillisecond)) onClose();
    },
    onPointerCancel() {
      drag.current = undefined;
      shift(0);
    },
  };

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className="sheet fixed inset-x-0 m-0 mt-auto mb-[var(--keyboard,0px)] max-h-[calc(92dvh-var(--keyboard,0px))] w-full max-w-none flex-col overflow-hidden has-data-fills:h-full rounded-t-card bg-surface text-ink shadow-sheet forced-colors:border transition-[opacity,translate] duration-slow backdrop:bg-veil open:flex sm:m-auto sm:max-h-[min(92dvh,780px)] sm:max-w-sheet sm:rounded-card starting:open:translate-y-8 starting:open:opacity-0"
    >
      <div
        className="flex shrink-0 touch-none items-center gap-2 border-b border-hairline py-1 pr-1 pl-4 select-none before:absolute before:top-1.5 before:left-1/2 before:h-1 before:w-9 before:-translate-x-1/2 before:rounded-full before:bg-hairline sm:before:hidden"
        {...dragProps}
      >
        <h2
          id={titleId}
          ref={heading}
          tabIndex={-1}
          className="min-w-0 flex-1 py-3 text-lead font-semibold outline-none"
        >
          {title}
        </h2>
        <button
          type="button"
          onClick={onClose}
          aria-label={closeLabel}
          className="grid size-touch shrink-0 place-items-center rounded-full text-ink-soft hover:bg-sunken"
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-4">{children}</div>
      {footer ? (
        <div className="shrink-0 border-t border-hairline px-4 pt-3 pb-[max(12px,env(safe-area-inset-bottom))]">
          {footer}
        </div>
      ) : null}
    </dialog>
  );
}

/** Lifts the sheet above an on-screen keyboard, which covers the page without making it smaller. */
function mindKeyboard(element: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const measure = () => {
    // A pinch also makes the visible part smaller; only a keyboard does so at scale 1.
    const covered = viewport.scale === 1 ? window.innerHeight - viewport.height - viewport.offsetTop : 0;
    element.style.setProperty("--keyboard", `${Math.max(0, Math.round(covered))}px`);
  };
  viewport.addEventListener("resize", measure);
  viewport.addEventListener("scroll", measure);
  return () => {
    viewport.removeEventListener("resize", measure);
    viewport.removeEventListener("scroll", measure);
  };
}
