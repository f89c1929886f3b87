"use server";
// What a member decides about an import that was begun.
import { redirect } from "next/navigation";
import { z } from "zod";
import { importAfterTrial } from "@/domain/catalog/import/begin-import";
import { stopTask } from "@/domain/shops/stop-task";
import { formContext } from "../../choose-shop";

const path = "/dashboard/listings/import";
const Which = z.object({ taskId: z.string().min(1).max(40) });

/** Whoever presses twice, or after somebody else, sees how it stands. */
export async function importIt(shopId: string, form: FormData): Promise<void> {
  const { ctx } = await formContext(shopId, path, "edit-listings");
  const { taskId } = Which.parse(Object.fromEntries(form));
  await importAfterTrial(ctx, taskId);
  redirect(`${path}/${taskId}`);
}

export async function stop(shopId: string, form: FormData): Promise<void> {
  const { ctx } = await formContext(shopId, path, "edit-listings");
  const { taskId } = Which.parse(Object.fromEntries(form));
  await stopTask(ctx, taskId);
  redirect(`${path}/${taskId}`);
}
