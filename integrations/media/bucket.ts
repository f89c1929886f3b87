// Files of shops in a bucket with the API of S3: Amazon's, or MinIO, Cloudflare R2, Scaleway, OVHcloud ...
import { randomUUID } from "node:crypto";
import { createWriteStream, openAsBlob } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AwsClient } from "aws4fetch";
import type { MediaStore } from "@/domain/shops/media-store";
import { checkedPath } from "./paths";

export type Bucket = {
  /** Without a slash at its end, such as https://s3.eu-west-3.amazonaws.com. */
  endpoint: string;
  name: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

const retries = 3;
const answerMilliseconds = 10 * 60_000; // of a large file; a dead connection is known much sooner

export function bucketStore({ endpoint, name: bucket, region, ...keys }: Bucket): MediaStore {
  const client = new AwsClient({ ...keys, region, service: "s3", retries });

  /** @throws unless the bucket says that all is well, or that nothing is there. */
  async function ask(
    method: "PUT" | "GET" | "DELETE",
    name: string,
    body?: Blob,
  ): Promise<Response | undefined> {
    const response = await client.fetch(`${endpoint}/${bucket}/${checkedPath(name)}`, {
      method,
      signal: AbortSignal.timeout(answerMilliseconds),
      ...(body && { body, headers: { "content-type": body.type } }),
    });
    if (response.ok) return response;
    const said = await response.text();
    if (response.status === 404 && method !== "PUT" && !said.includes("NoSuchBucket")) return undefined;
    throw new Error(
      `The bucket ${bucket} answered ${response.status} to ${method} ${name}: ${said.slice(0, 300)}`,
    );
  }

  /** S3 wants to know how long a file is before it comes, so one that comes in pieces waits on this machine's disk. */
  async function putPieces(name: string, pieces: AsyncIterable<Uint8Array>, type: string): Promise<void> {
    const waiting = path.join(tmpdir(), `merle-${randomUUID()}.part`);
    try {
      await pipeline(Readable.from(pieces), createWriteStream(waiting, { mode: 0o600 }));
      await ask("PUT", name, await openAsBlob(waiting, { type }));
    } finally {
      await rm(waiting, { force: true });
    }
  }

  return {
    async put(name, content, type) {
      if (content instanceof Uint8Array)
        await ask("PUT", name, new Blob([new Uint8Array(content)], { type }));
      else await putPieces(name, content, type);
    },
    async read(name) {
      const response = await ask("GET", name);
      if (!response?.body) return undefined;
      return { content: response.body, bytes: Number(response.headers.get("content-length")) };
    },
    async remove(name) {
      await ask("DELETE", name);
    },
  };
}
