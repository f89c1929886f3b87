import { prepareContract } from "./contract";

/** Once before all tests, so that none of them waits for it. */
export default async function prepare(): Promise<void> {
  await prepareContract();
}
