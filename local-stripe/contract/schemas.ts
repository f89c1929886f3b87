import ts from "typescript-api";
import type { Schema } from "./contract";

// What is text on the wire although the SDK makes more of it.
const wholeNumberAsText: Schema = { type: "string", pattern: "^-?\\d+$" };
const decimalAsText: Schema = { type: "string", pattern: "^-?\\d+(\\.\\d+)?$" };

/**
 * Writes types of TypeScript as JSON Schema. A member that is always there (`T | null`) is required, one that may be
 * absent (`?`) is not, and what the type does not name may not be there. Every type of an object gets a definition
 * under its own name.
 */
export class SchemaWriter {
  readonly definitions: Record<string, Schema> = {};
  private readonly names = new Map<ts.Type, string>();

  constructor(private readonly checker: ts.TypeChecker) {}

  schemaOf(type: ts.Type): Schema {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) return {};
    if (type.flags & (ts.TypeFlags.Never | ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return { not: {} };
    if (type.flags & ts.TypeFlags.Null) return { type: "null" };
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral)
      return { const: this.checker.typeToString(type) === "true" };
    if (type.flags & ts.TypeFlags.StringLike) return { type: "string" };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: "number" };
    if (type.flags & ts.TypeFlags.BigIntLike) return wholeNumberAsText;
    if (type.isUnion()) return this.oneOf(type.types);
    // `string & {}` is how the SDK says that more values may come.
    if (type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String))
      return { type: "string" };
    if (this.checker.isArrayType(type)) {
      const [item] = this.checker.getTypeArguments(type as ts.TypeReference);
      return { type: "array", items: item ? this.schemaOf(item) : {} };
    }
    return this.object(type);
  }

  private oneOf(types: ts.Type[]): Schema {
    const present = types.filter((type) => !(type.flags & ts.TypeFlags.Undefined));
    const schemas = present.map((type) => this.schemaOf(this.answered(type)));
    // `'a' | 'b' | string & {}`: the values that are known today, and those are what a server of today may say.
    const isOpenList = schemas.some(({ const: value }) => typeof value === "string");
    const alternatives = schemas.filter((schema) => !(isOpenList && isAnyText(schema)));
    const values = alternatives.map((schema) => schema.const).filter((value) => value !== undefined);
    const isEveryBoolean = values.includes(true) && values.includes(false);
    const listed = values.filter((value) => !(isEveryBoolean && typeof value === "boolean"));
    const anyOf: Schema[] = [
      ...(isEveryBoolean ? [{ type: "boolean" }] : []),
      ...(listed.length > 0 ? [{ enum: listed }] : []),
      ...alternatives.filter((schema) => schema.const === undefined),
    ];
    return anyOf[0] && anyOf.length === 1 ? anyOf[0] : { anyOf };
  }

  /** Whether it gets a definition of its own: an object of the SDK, no list and no stream. */
  private isWritten(type: ts.Type): boolean {
    if (!(type.flags & ts.TypeFlags.Object) || this.checker.isArrayType(type)) return false;
    const symbol = type.aliasSymbol ?? type.getSymbol();
    const file = symbol?.declarations?.[0]?.getSourceFile().fileName ?? "";
    return symbol?.name !== "Decimal" && (/\/esm\//.test(file) || symbol?.name === "Partial");
  }

  /** Without what the SDK adds to every answer, its `lastResponse`. */
  private answered(type: ts.Type): ts.Type {
    const parts = type.isIntersection() ? type.types : [];
    const [only, ...others] = parts.filter((part) => !this.checker.getPropertyOfType(part, "lastResponse"));
    return only && others.length === 0 && parts.length > 1 ? only : type;
  }

  private object(given: ts.Type): Schema {
    const type = this.answered(given);
    if (type !== given) return this.schemaOf(type);
    if ((type.aliasSymbol ?? type.getSymbol())?.name === "Decimal") return decimalAsText;
    // Streams, buffers and dates come from elsewhere; they are uploaded, never answered.
    if (!this.isWritten(type)) return {};
    const known = this.names.get(type);
    if (known !== undefined) return { $ref: known };
    const name = this.newName(type);
    this.names.set(type, name);
    this.definitions[name] = {};
    this.definitions[name] = this.members(type);
    return { $ref: name };
  }

  private members(type: ts.Type): Schema {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of this.checker.getPropertiesOfType(type)) {
      const value = this.checker.getTypeOfSymbol(property);
      if (value.getCallSignatures().length > 0) continue; // the SDK's own, such as fetchRelatedObject
      // Codes of errors are many more than the types name; the list stays open as they say.
      properties[property.name] =
        property.name === "code" ? opened(this.schemaOf(value)) : this.schemaOf(value);
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    const [index] = this.checker.getIndexInfosOfType(type);
    return {
      type: "object",
      properties,
      required,
      additionalProperties: index ? this.schemaOf(index.type) : false,
    };
  }

  private newName(type: ts.Type): string {
    const base = this.nameOf(type);
    for (let turn = 1; ; turn += 1) {
      const name = turn === 1 ? base : `${base}~${turn}`;
      if (!(name in this.definitions)) return name;
    }
  }

  private nameOf(type: ts.Type): string {
    const symbol = type.aliasSymbol ?? type.getSymbol();
    if (!symbol || symbol.name === "__type")
      return type.isIntersection() ? type.types.map((part) => this.nameOf(part)).join("&") : "object";
    const full = this.checker.getFullyQualifiedName(symbol).replace(/^".*"\./, "");
    const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? "";
    const args = type.aliasSymbol
      ? (type.aliasTypeArguments ?? [])
      : this.checker.getTypeArguments(type as ts.TypeReference);
    const of = args.length > 0 ? ` of ${args.map((one) => this.nameOf(one)).join(", ")}` : "";
    return `${/\/V2\//.test(file) && !full.startsWith("V2.") ? "V2." : ""}${full}${of}`;
  }
}

const isAnyText = (schema: Schema) => schema.type === "string" && schema.pattern === undefined;

function opened(schema: Schema): Schema {
  const isList = ({ enum: values }: Schema) => values?.some((value) => typeof value === "string");
  if (isList(schema)) return { type: "string" };
  return schema.anyOf
    ? { anyOf: schema.anyOf.map((one) => (isList(one) ? { type: "string" } : one)) }
    : schema;
}
