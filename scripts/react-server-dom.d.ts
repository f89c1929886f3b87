// What of Next's own encoder the shopper speaks with; it comes without types.
declare module "next/dist/compiled/react-server-dom-turbopack/client.node.js" {
  import type { Readable } from "node:stream";

  /** What has a form in it becomes one form. */
  export function encodeReply(
    value: [state: unknown, form: FormData],
  ): Promise<Iterable<[name: string, text: string]>>;
  export function createFromNodeStream(
    stream: Readable,
    serverConsumerManifest: { moduleMap: object; moduleLoading: null; serverModuleMap: null },
  ): Promise<unknown>;
}
