// Everything that asks for the time asks a clock it was given.

export type Instant = Date;
export type Clock = { now(): Instant };

export const systemClock: Clock = { now: () => new Date() };

const minuteMilliseconds = 60_000;

export const secondsAfter = (at: Instant, seconds: number): Instant =>
  new Date(at.getTime() + Math.round(seconds * 1000));
export const minutesAfter = (at: Instant, minutes: number): Instant =>
  new Date(at.getTime() + minutes * minuteMilliseconds);
export const daysAfter = (at: Instant, days: number): Instant => minutesAfter(at, days * 24 * 60);
