"use client";
// Reads the page again by itself while something is being waited for: soon at first, then more and more seldom.
import { useRouter } from "next/navigation";
import { useEffect } from "react";

const afterSeconds = [2, 5, 10, 18, 30, 60, 120, 240];

export function Reread() {
  const router = useRouter();
  useEffect(() => {
    const timers = afterSeconds.map((seconds) => window.setTimeout(() => router.refresh(), seconds * 1000));
    return () => timers.forEach((timer) => window.clearTimeout(timer));
  }, [router]);
  return null;
}
