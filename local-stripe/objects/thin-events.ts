import type { z } from "zod";
import type { Call } from "../call";
import { ApiError } from "../errors";
import { fields, instants, listOf, text } from "../params";
import type { ThinEvent } from "../records";
import { createdWithin, where } from "../store";
import type { Condition } from "../store";
import { v2ListPage, v2Page } from "./v2-lists";

const thirtyDays = 30 * 24 * 60 * 60;

export const ListThinEvents = fields({
  ...v2Page,
  created: instants.optional(),
  object_id: text().optional(),
  types: listOf(text()).optional(),
});

/** The whole event, with the data that its notification leaves out. */
export function retrieveThinEvent(call: Call, _: unknown, path: { id: string }): ThinEvent {
  const entry = call.store.find("v2.core.event", path.id);
  if (entry) return entry.object;
  throw new ApiError(404, {
    type: "invalid_request_error",
    code: "not_found",
    message: `Event ${path.id} not found.`,
  });
}

/** Events of the last thirty days. */
export function listThinEvents(call: Call, params: z.output<typeof ListThinEvents>) {
  const { object_id: related, types = [] } = params;
  return v2ListPage(
    call,
    "v2.core.event",
    "/v2/core/events",
    params,
    { types, ...(related === undefined ? {} : { object_id: [related] }) },
    [
      ...exactly(types),
      ...where("related_object.id", related),
      ...createdWithin(params.created),
      ...createdWithin({ gte: call.now - thirtyDays }),
    ],
  );
}

/** No pattern, unlike the first version's: brackets are part of these names. */
function exactly(types: string[]): Condition[] {
  if (types.length === 0) return [];
  const places = types.map(() => "?").join(", ");
  return [{ sql: `json_extract(body, '$.type') in (${places})`, values: types }];
}
