// Ids: 26 letters and digits, sorted by the time they were made for. 48 bits of time, 80 of randomness,
// so that two processes cannot meet; within one process and one millisecond they still ascend.
import { randomFillSync } from "node:crypto";
import { decodeTime, encodeTime, incrementBase32, ulid } from "ulid";

// An id takes sixteen of them; asked for one by one they cost sixty times as much.
const randomBytes = new Uint8Array(4096);
let bytesUsed = randomBytes.length;

function chance(): number {
  if (bytesUsed === randomBytes.length) {
    randomFillSync(randomBytes);
    bytesUsed = 0;
  }
  return (randomBytes[bytesUsed++] ?? 0) / 256;
}

let lastMillisecond = -1;
let lastId = "";

/** A new id for the given instant. */
export function newId(at: Date): string {
  const millisecond = at.getTime();
  if (millisecond === lastMillisecond) {
    lastId = lastId.slice(0, 10) + incrementBase32(lastId.slice(10));
  } else {
    lastMillisecond = millisecond;
    lastId = ulid(millisecond, chance);
  }
  return lastId;
}

/** No id of that instant or of a later one comes before it. */
export const firstIdOf = (at: Date): string => encodeTime(at.getTime(), 10) + "0".repeat(16);

/** The instant that an id was made for. Throws when it is not an id. */
export function instantOfId(id: string): Date {
  return new Date(decodeTime(id));
}
