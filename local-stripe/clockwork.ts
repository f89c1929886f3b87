import type { Clock } from "./clock";
import type { Send } from "./post";
import type { Store } from "./store";
import { nextTaskMs, runDueTasks } from "./tasks";
import { deliver, orderOfDeliveries, waitingDeliveries } from "./webhooks";
import type { Delivery } from "./webhooks";

const longestSleepMs = 60_000;

/** What the server does by itself when its time has come: the bank's part, and the delivery of webhooks. */
export class Clockwork {
  /** By the delivery's id. If this process dies, they are still due when it comes back: an event may arrive twice. */
  private readonly underWay = new Map<number, Promise<void>>();
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private isRunning = false;
  private isWoken = false;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly send: Send,
  ) {}

  /** Does what is due now, until nothing is. */
  async runDue(): Promise<void> {
    for (;;) {
      this.begin();
      if (this.underWay.size === 0) return;
      await Promise.race(this.underWay.values());
    }
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
    await Promise.all(this.underWay.values());
  }

  /** Looks again at what is due next, once what is being done is done; called whenever that may have changed. */
  wake(): void {
    if (!this.isRunning || this.isWoken) return;
    this.isWoken = true;
    setImmediate(() => {
      this.isWoken = false;
      this.turn();
    });
  }

  private turn(): void {
    clearTimeout(this.timer);
    if (!this.isRunning) return;
    this.timer = setTimeout(() => this.turn(), Math.max(0, this.begin()));
  }

  /** Begins what is due, and answers in how many milliseconds there will be more. */
  private begin(): number {
    let task = this.untilTask();
    if (task <= 0) {
      runDueTasks(this.store, this.clock.instant());
      task = this.untilTask();
    }
    return Math.min(longestSleepMs, task, this.beginDeliveries());
  }

  private untilTask(): number {
    const due = nextTaskMs(this.store);
    return due === null ? longestSleepMs : due - this.clock.now();
  }

  private beginDeliveries(): number {
    const { store, clock, underWay } = this;
    const { atOnce, newestFirst } = orderOfDeliveries(store);
    if (underWay.size >= atOnce) return longestSleepMs; // the one that ends wakes us
    const waiting = waitingDeliveries(store, newestFirst ? -1 : atOnce + 1).filter(
      ({ id }) => !underWay.has(id),
    );
    const nowMs = clock.machine();
    const due = waiting.filter(({ due_ms: dueMs }) => dueMs <= nowMs);
    if (newestFirst) due.sort((one, other) => other.id - one.id);
    for (const delivery of due.slice(0, atOnce - underWay.size)) this.deliver(delivery);
    const next = waiting.find(({ id }) => !underWay.has(id));
    return next && underWay.size < atOnce ? next.due_ms - nowMs : longestSleepMs;
  }

  private deliver(delivery: Delivery): void {
    const { store, clock, send, stopping } = this;
    const sent = deliver(store, clock.machine, send, delivery, stopping.signal).finally(() => {
      this.underWay.delete(delivery.id);
      this.wake();
    });
    this.underWay.set(delivery.id, sent);
  }
}
