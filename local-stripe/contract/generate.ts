import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript-api";
import type { ApiVersion, Operation, Reading, Schema } from "./contract";
import { SchemaWriter } from "./schemas";

/**
 * Reads the SDK in this folder (its `esm/`) and tells every call that it knows: method and address as its code asks
 * for them, parameters and answer as its types say. Takes some seconds. Throws where the SDK is written in another
 * way than this reader knows, so that a new version cannot quietly go unchecked.
 */
export function readSdk(esm: string): Reading {
  const resources = filesUnder(path.join(esm, "resources")).filter((file) => file.endsWith(".js"));
  const typesOf = (file: string) => file.replace(/\.js$/, ".d.ts");
  const program = programOf([...resources.map(typesOf), path.join(esm, "Types.d.ts")]);
  const checker = program.getTypeChecker();
  const writer = new SchemaWriter(checker);
  const operations = resources.flatMap((file) => {
    const types = program.getSourceFile(typesOf(file));
    if (!types) throw new Error(`The SDK has no types for ${file}.`);
    return requestsIn(file).map((request) => operationOf(checker, writer, types, request));
  });
  if (operations.length === 0) throw new Error(`There are no calls to be found in ${esm}.`);
  const errors = errorsIn(program, writer, esm);
  return { operations, definitions: writer.definitions, errors };
}

/** What the SDK adds to an error by itself, of the answer that it came with. */
const notOnTheWire = ["headers", "statusCode", "requestId", "detail", "exception"];

/**
 * The errors of both versions of the API: the members that the SDK takes over. In the first version type and code are
 * those that it names for a payment's last error; in the second the types are its own, and codes are not named at all.
 */
function errorsIn(program: ts.Program, writer: SchemaWriter, esm: string): Record<ApiVersion, Schema> {
  const checker = program.getTypeChecker();
  const membersOf = (file: string, name: string): Map<string, ts.Type> => {
    const source = program.getSourceFile(path.join(esm, file));
    const symbol = source && checker.getSymbolAtLocation(source);
    const found = symbol && symbolNamed(checker, symbol, name.split("."));
    if (!found) throw new Error(`The SDK has no ${name} in ${file}.`);
    const type = checker.getDeclaredTypeOfSymbol(found);
    return new Map(
      checker.getPropertiesOfType(type).map((member) => [member.name, checker.getTypeOfSymbol(member)]),
    );
  };
  const schemasOf = (members: Map<string, ts.Type>) =>
    Object.fromEntries([...members].map(([name, type]) => [name, writer.schemaOf(type)]));
  const raw = membersOf("Types.d.ts", "StripeRawError");
  for (const name of notOnTheWire) raw.delete(name);
  const last = membersOf("resources/PaymentIntents.d.ts", "PaymentIntent.LastPaymentError");
  const { type = {}, code = {} } = schemasOf(last);
  if (!type.enum || !code.enum) throw new Error("The SDK names no types and codes of errors any more.");
  const written = (properties: Record<string, Schema>): Schema => ({
    type: "object",
    properties,
    required: ["type", "message"],
    additionalProperties: false,
  });
  return {
    v1: written({ ...schemasOf(raw), type, code }),
    v2: written(schemasOf(raw)),
  };
}

function symbolNamed(checker: ts.TypeChecker, from: ts.Symbol, names: string[]): ts.Symbol | undefined {
  const [name, ...others] = names;
  if (name === undefined) return from;
  const found = checker.getExportsOfModule(from).find((one) => one.name === name);
  return found && symbolNamed(checker, found, others);
}

/** Node's own types are left out: reading them takes longer than all the rest, and no answer has one. */
function programOf(files: string[]): ts.Program {
  const options = { strict: true, types: [], lib: ["lib.es2018.d.ts"] };
  const host = ts.createCompilerHost(options);
  host.resolveTypeReferenceDirectiveReferences = (references) =>
    references.map(() => ({ resolvedTypeReferenceDirective: undefined }));
  host.resolveModuleNameLiterals = (names, from) =>
    names.map(({ text }) => ({
      resolvedModule: text.startsWith(".")
        ? {
            resolvedFileName: path.join(path.dirname(from), text.replace(/\.js$/, ".d.ts")),
            extension: ts.Extension.Dts,
          }
        : undefined,
    }));
  return ts.createProgram(files, options, host);
}

interface Request {
  className: string;
  methodName: string;
  method: string;
  /** With `*` for each value, such as an id. */
  path: string;
}

/** Every `this._makeRequest(METHOD, ADDRESS, ...)` in the code of one resource. */
function requestsIn(file: string): Request[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
  const found: Request[] = [];
  for (const statement of source.statements) {
    if (!ts.isClassDeclaration(statement) || !statement.name) continue;
    for (const member of statement.members) {
      if (!ts.isMethodDeclaration(member)) continue;
      const request = requestOf(member);
      if (request)
        found.push({ className: statement.name.text, methodName: member.name.getText(source), ...request });
    }
  }
  return found;
}

function requestOf(member: ts.MethodDeclaration): { method: string; path: string } | undefined {
  let found: { method: string; path: string } | undefined;
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === "_makeRequest"
    ) {
      const [method, address] = node.arguments;
      // An address that an earlier answer named is no operation of its own.
      const isOwn = address && !ts.isPropertyAccessExpression(address);
      if (isOwn && method && ts.isStringLiteral(method))
        found ??= { method: method.text, path: addressOf(address) };
    }
    ts.forEachChild(node, visit);
  };
  visit(member);
  return found;
}

function addressOf(node: ts.Expression): string {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map((span) => `*${span.literal.text}`).join("");
  throw new Error(`The SDK makes an address in a way that is not known: ${node.getText()}`);
}

function operationOf(
  checker: ts.TypeChecker,
  writer: SchemaWriter,
  types: ts.SourceFile,
  request: Request,
): Operation {
  const declaration = types.statements.find(
    (statement): statement is ts.ClassDeclaration =>
      ts.isClassDeclaration(statement) && statement.name?.text === request.className,
  );
  const symbol = declaration?.name && checker.getSymbolAtLocation(declaration.name);
  const method = symbol && checker.getDeclaredTypeOfSymbol(symbol).getProperty(request.methodName);
  const signature = method && checker.getTypeOfSymbol(method).getCallSignatures()[0];
  if (!signature) throw new Error(`The SDK has no types for ${request.className}.${request.methodName}.`);
  const params = signature.getParameters().find(({ name }) => name === "params");
  const promised = checker.getAwaitedType(signature.getReturnType());
  if (!promised) throw new Error(`${request.className}.${request.methodName} promises nothing.`);
  return {
    method: request.method,
    path: request.path,
    params: params ? writer.schemaOf(checker.getTypeOfSymbol(params)) : null,
    answer: writer.schemaOf(promised),
  };
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(file) : [file];
  });
}
