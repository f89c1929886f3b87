import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** The words of JSON Schema that the SDK's types need. `$ref` names a definition of the contract. */
export interface Schema {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | false;
  items?: Schema;
  anyOf?: Schema[];
  not?: Schema;
}

/** One call of the SDK. In its address `*` stands for a value, such as an id. */
export interface Operation {
  method: string;
  path: string;
  params: Schema | null;
  answer: Schema;
}

export type ApiVersion = "v1" | "v2";

/** Under which name the errors of a version of the API are defined. */
const errorOf = (version: ApiVersion): string => `error of ${version}`;

/** What is read from the SDK. */
export interface Reading {
  operations: Operation[];
  definitions: Record<string, Schema>;
  /** What the SDK takes for an error of each version of the API. */
  errors: Record<ApiVersion, Schema>;
}

/** What the SDK's types say. Of its megabytes a test needs a few lines, and only those are parsed. */
export class Contract {
  private readonly operationLines: Map<string, string>;
  private readonly definitionLines: Map<string, string>;
  private readonly parsedOperations = new Map<string, Operation>();
  private readonly parsedDefinitions = new Map<string, Schema>();

  constructor(text: string) {
    const [operations = "", definitions = ""] = text.split("\n\n");
    this.operationLines = linesOf(operations);
    this.definitionLines = linesOf(definitions);
  }

  /** What the SDK knows of a route such as `/v1/customers/:id`. */
  operation(method: string, route: string): Operation | undefined {
    const name = `${method} ${route.replaceAll(/:\w+/g, "*")}`;
    return parsedOnce(this.parsedOperations, this.operationLines, name);
  }

  definition(name: string): Schema {
    const schema = parsedOnce(this.parsedDefinitions, this.definitionLines, name);
    if (!schema) throw new Error(`The contract does not define ${name}.`);
    return schema;
  }

  /** What the SDK takes for the `error` of an answer. */
  error(version: ApiVersion): Schema {
    return this.definition(errorOf(version));
  }

  /** The definition of an object by its member `object`. */
  objectNamed(name: string): Schema | undefined {
    const says = `"object":{"const":${JSON.stringify(name)}}`;
    const found = [...this.definitionLines].find(
      ([title, line]) => line.includes(says) && !title.startsWith("Deleted"),
    );
    return found && { $ref: found[0] };
  }
}

function parsedOnce<T>(parsed: Map<string, T>, lines: Map<string, string>, name: string): T | undefined {
  const known = parsed.get(name);
  const line = lines.get(name);
  if (known !== undefined || line === undefined) return known;
  const value: T = JSON.parse(line);
  parsed.set(name, value);
  return value;
}

function linesOf(text: string): Map<string, string> {
  return new Map(
    text.split("\n").map((line) => {
      const end = line.indexOf("\t");
      return [line.slice(0, end), line.slice(end + 1)];
    }),
  );
}

/**
 * The contract of the installed SDK. Reading the SDK takes seconds; that is done once for each of its versions, and
 * then kept in `node_modules/.cache/`.
 */
export async function loadContract(): Promise<Contract> {
  return new Contract(readFileSync(await prepareContract(), "utf8"));
}

/** Reads the SDK if that was not done yet, and returns the file that says what it says. */
export async function prepareContract(): Promise<string> {
  const sdk = path.dirname(path.dirname(createRequire(import.meta.url).resolve("stripe")));
  const { version } = JSON.parse(readFileSync(path.join(sdk, "package.json"), "utf8"));
  const readers = ["contract.ts", "generate.ts", "schemas.ts"].map((file) =>
    readFileSync(path.join(import.meta.dirname, file)),
  );
  const edition = createHash("sha256").update(Buffer.concat(readers)).digest("hex").slice(0, 12);
  const folder = path.join(path.dirname(sdk), ".cache", "local-stripe");
  const file = path.join(folder, `contract-${version}-${edition}.txt`);
  if (existsSync(file)) return file;
  const { readSdk } = await import("./generate");
  mkdirSync(folder, { recursive: true });
  // Renamed into its place: others may be reading, or writing the same.
  writeFileSync(`${file}.${process.pid}`, written(readSdk(path.join(sdk, "esm"))));
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

function written({ operations, definitions, errors }: Reading): string {
  const line = (name: string, value: object) => `${name}\t${JSON.stringify(value)}`;
  return [
    operations.map((operation) => line(`${operation.method} ${operation.path}`, operation)).join("\n"),
    Object.entries({ ...definitions, [errorOf("v1")]: errors.v1, [errorOf("v2")]: errors.v2 })
      .map(([name, schema]) => line(name, schema))
      .join("\n"),
  ].join("\n\n");
}
