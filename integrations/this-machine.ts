// Whether a request was made on this machine itself. server.ts asks, before Next adds the headers of a proxy by itself.
import type { IncomingHttpHeaders } from "node:http";

// A proxy on this machine asks from here too, but for somebody else; and it says so.
const signsOfProxies = ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"];

/** @param address of the other end of the connection. */
export function isFromThisMachine(address: string | undefined, headers: IncomingHttpHeaders): boolean {
  return (
    /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address ?? "") &&
    signsOfProxies.every((name) => headers[name] === undefined)
  );
}
