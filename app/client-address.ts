// The network address that asks, as server.ts has seen it: for limits only, and kept only as a digest while it
// counts.
import { isIPv6 } from "node:net";
import { headers } from "next/headers";

export async function clientAddress(): Promise<string> {
  return networkOf((await headers()).get("x-client-address") ?? "unknown");
}

/**
 * What one household or machine has: of IPv6 the first half, because it chooses the other half itself, as often as it
 * likes (RFC 4291, 2.5.4; RFC 8981). Anything else stays as it is.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [before = "", after] = address.split("::");
  const groups = before.split(":").filter(Boolean);
  const behind = after?.split(":").filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => "0");
  const network = [...groups, ...zeros, ...behind].slice(0, 4).map((group) => Number.parseInt(group, 16));
  return `${network.map((group) => group.toString(16)).join(":")}::/64`;
}
