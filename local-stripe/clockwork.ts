import type { Clock } from "./clock";
import type { Store } from "./store";
import { nextTaskMs, runDueTasks } from "./tasks";
import { deliver, deliveriesAtOnce, nextDeliveryMs, takeDue } from "./webhooks";

const longestSleepMs = 60_000;

/** What the server does by itself when its time has come: the bank's part, and the delivery of webhooks. */
export class Clockwork {
  private readonly underWay = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private isRunning = false;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly send: typeof fetch,
  ) {}

  /** Does what is due now, until nothing is. */
  async runDue(): Promise<void> {
    while (this.begin() || this.underWay.size > 0) await Promise.race(this.underWay);
  }

  start(): void {
    this.isRunning = true;
    this.wake();
  }

  /** Breaks off deliveries, which are made again later, and waits until nothing touches the store any more. */
  async stop(): Promise<void> {
    this.isRunning = false;
    clearTimeout(this.timer);
    this.stopping.abort();
    await Promise.all(this.underWay);
  }

  /** Looks again at what is due next; to be called whenever that may have changed. */
  wake(): void {
    clearTimeout(this.timer);
    if (!this.isRunning) return;
    const { store, clock } = this;
    const task = nextTaskMs(store);
    const delivery = this.room() > 0 ? nextDeliveryMs(store) : null;
    const waits = [
      ...(task === null ? [] : [Math.max(0, task - clock.now())]),
      ...(delivery === null ? [] : [Math.max(0, delivery - clock.machine())]),
    ];
    this.timer = setTimeout(
      () => {
        this.begin();
        this.wake();
      },
      Math.min(longestSleepMs, ...waits),
    );
  }

  private room(): number {
    return deliveriesAtOnce(this.store) - this.underWay.size;
  }

  /** Begins what is due and answers whether there was a delivery to make. */
  private begin(): boolean {
    const { store, clock, send } = this;
    runDueTasks(store, clock.instant());
    const due = takeDue(store, clock.machine(), this.room());
    for (const delivery of due) {
      const sent = deliver(store, clock.machine, send, delivery, this.stopping.signal).finally(() => {
        this.underWay.delete(sent);
        this.wake();
      });
      this.underWay.add(sent);
    }
    return due.length > 0;
  }
}
