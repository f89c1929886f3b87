// What of Next's own encoder the shopper speaks with; it comes without types.
declare module "next/dist/compiled/react-server-dom-turbopack/client.edge" {
  export function encodeReply(value: unknown): Promise<string | FormData>;
  export function createFromReadableStream(
    stream: ReadableStream<Uint8Array>,
    options: {
      serverConsumerManifest: { moduleMap: object; moduleLoading: null; serverModuleMap: null };
    },
  ): Promise<unknown>;
}
