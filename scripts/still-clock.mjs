// Loaded before a program (node --import): its time stands still, so that what it draws is the same every time.

const stillAt = Date.parse(process.env["STILL_AT"] ?? "");
if (Number.isNaN(stillAt)) throw new Error("STILL_AT must be an instant, such as 2026-11-18T10:30:00Z");

const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [stillAt] : given, newTarget),
  apply: () => new RealDate(stillAt).toString(),
  get: (target, key, receiver) => (key === "now" ? () => stillAt : Reflect.get(target, key, receiver)),
});
Object.defineProperty(RealDate.prototype, "constructor", { value: Date, configurable: true, writable: true });
