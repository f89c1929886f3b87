// Where there is room in memory, what the tests throw away is kept there: a thousand databases, each of some hundred
// files, keep the journal of a disk busier than the databases themselves.
import { existsSync, statfsSync } from "node:fs";

const folder = "/dev/shm"; // Linux has it; a container often has a small one
const neededBytes = 4 * 1024 ** 3; // ten times what is ever in it

if (!process.env.TMPDIR && existsSync(folder)) {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= neededBytes) process.env.TMPDIR = folder;
}
