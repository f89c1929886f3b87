import { z } from "zod";
import type { Route } from "../routes";
import type { Contract, Schema } from "./contract";

/**
 * The parameters of a route that the SDK may send and that this server refuses as unknown: `confirm`, or
 * `shipping[carrier]` where it takes only other members of an object. None where the SDK does not know the route.
 */
export function refusedParameters(contract: Contract, { method, path, params }: Route): string[] {
  const theirs = contract.operation(method, path)?.params;
  const refused = theirs ? refusedIn(contract, params, theirs, "") : [];
  return [...new Set(refused)].filter((name) => name !== "expand").toSorted();
}

function refusedIn(contract: Contract, ours: z.core.$ZodType, theirs: Schema, way: string): string[] {
  const schema = bare(ours);
  const possible = alternatives(contract, theirs);
  if (schema instanceof z.ZodArray) {
    const items = possible.flatMap(({ items: item }) => item ?? []);
    return refusedIn(contract, schema.element, { anyOf: items }, `${way}[]`);
  }
  const taken = membersOf(schema);
  if (!taken) return [];
  return possible.flatMap(({ properties = {} }) =>
    Object.entries(properties).flatMap(([name, member]) => {
      const to = way === "" ? name : `${way}[${name}]`;
      const own = taken[name];
      return own ? refusedIn(contract, own, member, to) : [to];
    }),
  );
}

/** What an object takes; of several kinds of object, what any of them does. Undefined for what is no object. */
function membersOf(schema: z.core.$ZodType): Record<string, z.core.$ZodType> | undefined {
  if (schema instanceof z.ZodObject) return schema.shape;
  if (!(schema instanceof z.ZodUnion)) return undefined;
  const members: Record<string, z.core.$ZodType> = {};
  for (const option of schema.options) Object.assign(members, membersOf(bare(option)));
  return Object.keys(members).length > 0 ? members : undefined;
}

/** The schema without what makes it optional or turns it into something else. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return bare(schema.def.innerType);
  if (!(schema instanceof z.ZodPipe)) return schema;
  return bare(schema.def.in instanceof z.ZodTransform ? schema.def.out : schema.def.in);
}

/** Everything that the SDK may send for a parameter. */
export function alternatives(contract: Contract, schema: Schema): Schema[] {
  if (schema.$ref !== undefined) return alternatives(contract, contract.definition(schema.$ref));
  return schema.anyOf ? schema.anyOf.flatMap((one) => alternatives(contract, one)) : [schema];
}
