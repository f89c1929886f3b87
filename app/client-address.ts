// The network address that asks, as server.ts has seen it: for limits only, and kept only as a digest while it
// counts.
import { headers } from "next/headers";

export async function clientAddress(): Promise<string> {
  return (await headers()).get("x-client-address") ?? "unknown";
}
