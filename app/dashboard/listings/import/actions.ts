"use server";
// What a member decides about an import that was begun.
import { redirect } from "next/navigation";
import { z } from "zod";
import { importAfterTrial } from "@/domain/catalog/import/begin-import";
import { stopTask } from "@/domain/shops/stop-task";
import { shopContext } from "../../shop-context";

const path = "/dashboard/listings/import";
const Which = z.object({ taskId: z.string().min(1).max(40) });

/** Whoever presses twice, or after somebody else, sees how it stands. */
export async function importIt(form: FormData): Promise<void> {
  const { ctx } = await shopContext(path, "edit-listings");
  const { taskId } = Which.parse(Object.fromEntries(form));
  await importAfterTrial(ctx, taskId);
  redirect(`${path}/${taskId}`);
}

export async function stop(form: FormData): Promise<void> {
  const { ctx } = await shopContext(path, "edit-listings");
  const { taskId } = Which.parse(Object.fromEntries(form));
  await stopTask(ctx, taskId);
  redirect(`${path}/${taskId}`);
}
