// In the demo world: whether the operator has moved the clock, and that the local Stripe stands where it does. Every
// process does so for itself, twice a second, so that nobody is shown two days.
import { knownOffset } from "@/integrations/clock";
import { moveLocalStripe } from "@/integrations/local-stripe-clock";
import { log } from "@/integrations/log";
import type { OwnJob } from "./index";

const secondsBetweenLooks = 15;

const seen = { offset: Number.NaN, at: -Infinity };

/** What it works with was made a moment ago, and has learnt of a move: see scheduleContext. */
export const followClock: OwnJob = {
  name: "follow-clock",
  everySeconds: 0.5,
  async runHere() {
    const offset = knownOffset();
    const secondsSince = (performance.now() - seen.at) / 1000;
    // Now and then anyway: it may have been silent, wiped, or started again from another state.
    if (offset === seen.offset && secondsSince < secondsBetweenLooks) return;
    Object.assign(seen, { offset, at: performance.now() });
    try {
      await moveLocalStripe(offset);
    } catch (error) {
      log.warn({ err: error }, "the local Stripe does not follow the clock, and is told again later");
    }
  },
};
