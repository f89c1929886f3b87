"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page's script runs: false in what the server renders, true in the browser. */
export const useHasScript = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** Tells the action that a script is here, which can show the bank's question in place. */
export function ScriptMark() {
  return <input type="hidden" name={useHasScript() ? "inPlace" : "noScript"} value="yes" />;
}
