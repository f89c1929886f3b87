"use client";
// Shown instead of a page that failed.
export { FailedLater as default } from "./failed-later";
