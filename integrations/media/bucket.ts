// Files of shops in a bucket with the API of S3: Amazon's, or MinIO, Cloudflare R2, Scaleway, OVHcloud ...
import { randomUUID } from "node:crypto";
import { createWriteStream, openAsBlob } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AwsClient } from "aws4fetch";
import { XMLParser } from "fast-xml-parser";
import { z } from "zod";
import type { MediaStore } from "@/domain/shops/media-store";
import { checkedPath } from "./paths";
import { removeUnfinished } from "./unfinished";

export type Bucket = {
  /** Without a slash at its end, such as https://s3.eu-west-3.amazonaws.com. */
  endpoint: string;
  name: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

const retries = 3;
const minutesOfWaiting = 24 * 60; // far longer than a bucket is asked, with all retries
const answerMilliseconds = 10 * 60_000; // of a large file; a dead connection is known much sooner

export function bucketStore({ endpoint, name: bucket, region, ...keys }: Bucket): MediaStore {
  const client = new AwsClient({ ...keys, region, service: "s3", retries });

  /** @throws unless the bucket says that all is well, or that nothing is there. */
  async function ask(
    method: "PUT" | "GET" | "DELETE",
    what: string,
    body?: Blob,
  ): Promise<Response | undefined> {
    const response = await client.fetch(`${endpoint}/${bucket}${what}`, {
      method,
      signal: AbortSignal.timeout(answerMilliseconds),
      ...(body && { body, headers: { "content-type": body.type } }),
    });
    if (response.ok) return response;
    const said = await response.text();
    if (response.status === 404 && method !== "PUT" && !said.includes("NoSuchBucket")) return undefined;
    throw new Error(
      `The bucket ${bucket} answered ${response.status} to ${method} ${what}: ${said.slice(0, 300)}`,
    );
  }

  const at = (name: string) => `/${checkedPath(name)}`;

  /** S3 wants to know how long a file is before it comes, so one that comes in pieces waits on this machine's disk. */
  async function putPieces(name: string, pieces: AsyncIterable<Uint8Array>, type: string): Promise<void> {
    await removeUnfinished(tmpdir(), "merle-", minutesOfWaiting);
    const waiting = path.join(tmpdir(), `merle-${randomUUID()}.part`);
    try {
      await pipeline(Readable.from(pieces), createWriteStream(waiting, { mode: 0o600 }));
      await ask("PUT", at(name), await openAsBlob(waiting, { type }));
    } finally {
      await rm(waiting, { force: true });
    }
  }

  return {
    async put(name, content, type) {
      if (content instanceof Uint8Array)
        await ask("PUT", at(name), new Blob([new Uint8Array(content)], { type }));
      else await putPieces(name, content, type);
    },
    async read(name) {
      const response = await ask("GET", at(name));
      if (!response?.body) return undefined;
      return { content: response.body, bytes: Number(response.headers.get("content-length")) };
    },
    async remove(name) {
      await ask("DELETE", at(name));
    },
    async *untouchedSince(folder, since) {
      for (let after = "", goesOn = true; goesOn;) {
        const asked = new URLSearchParams({ "list-type": "2", prefix: `${folder}/` });
        if (after) asked.set("start-after", after);
        const list = await ask("GET", `?${asked}`);
        const { ListBucketResult: page } = listed.parse(xml.parse((await list?.text()) ?? ""));
        for (const { Key, LastModified } of page.Contents) {
          after = Key;
          if (LastModified < since) yield Key;
        }
        goesOn = page.IsTruncated && page.Contents.length > 0;
      }
    },
  };
}

const xml = new XMLParser({ parseTagValue: false, isArray: (name) => name === "Contents" });

/** A page of what is in a bucket: docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html. */
const listed = z.object({
  ListBucketResult: z.object({
    IsTruncated: z.stringbool().default(false),
    Contents: z.array(z.object({ Key: z.string(), LastModified: z.coerce.date() })).default([]),
  }),
});
