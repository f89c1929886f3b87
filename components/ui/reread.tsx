"use client";
// Reads the page again by itself while something is being waited for: soon at first, then more and more seldom; or, of
// long work, every few seconds.
import { useRouter } from "next/navigation";
import { useEffect } from "react";

const afterSeconds = [2, 5, 10, 18, 30, 60, 120, 240];

export function Reread({ everySeconds }: { everySeconds?: number }) {
  const router = useRouter();
  useEffect(() => {
    if (everySeconds !== undefined) {
      const timer = window.setInterval(() => router.refresh(), everySeconds * 1000);
      return () => window.clearInterval(timer);
    }
    const timers = afterSeconds.map((seconds) => window.setTimeout(() => router.refresh(), seconds * 1000));
    return () => timers.forEach((timer) => window.clearTimeout(timer));
  }, [router, everySeconds]);
  return null;
}
