import type { SyntheticEvent } from "react";

/** For a form's onSubmit: a second click while the first is under way sends nothing. */
export const onlyOnce = (isBusy: boolean) => (event: SyntheticEvent) => {
  if (isBusy) event.preventDefault();
};
