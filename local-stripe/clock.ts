import { z } from "zod";
import type { Instant } from "./call";
import type { Store } from "./store";

/** An order to move the server's clock: to an instant, or on by so many seconds. Backwards is allowed. */
export const ClockOrder = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advanceSeconds: z.int() }),
]);

/**
 * The server's clock: the machine's, moved by what `/_local/clock` ordered. How far it was moved stands in the state
 * file, so that a restart changes nothing.
 */
export class Clock {
  constructor(
    private readonly store: Store,
    /** Milliseconds since 1970 by the machine. */
    readonly machine: () => number,
  ) {}

  now(): number {
    return this.machine() + this.movedMs();
  }

  instant(): Instant {
    const machineMs = this.machine();
    return instantAt(machineMs + this.movedMs(), machineMs);
  }

  move(order: z.output<typeof ClockOrder>): void {
    const movedMs =
      "now" in order ? Date.parse(order.now) - this.machine() : this.movedMs() + order.advanceSeconds * 1000;
    this.store.setSetting("clock-moved-ms", String(movedMs));
  }

  /** Back to the machine's time. */
  release(): void {
    this.store.setSetting("clock-moved-ms", "0");
  }

  shown(): { now: string; movedSeconds: number } {
    return { now: new Date(this.now()).toISOString(), movedSeconds: Math.round(this.movedMs() / 1000) };
  }

  private movedMs(): number {
    return Number(this.store.setting("clock-moved-ms") ?? 0);
  }
}

export function instantAt(nowMs: number, machineMs: number): Instant {
  return { nowMs, now: Math.floor(nowMs / 1000), machineMs };
}
