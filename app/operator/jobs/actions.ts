"use server";
// The operator's button beside work that failed.
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requestContext } from "@/app/request-context";
import { leaseKinds } from "@/db/schema/leases";
import { tryAgain } from "@/domain/operator/try-again";

const Subject = z.object({ kind: z.enum(leaseKinds), subjectId: z.string().min(1).max(200) });

/** What is done meanwhile, or not the asker's business, is not here: the page comes again and shows what is. */
export async function tryWorkAgain(form: FormData): Promise<void> {
  const subject = Subject.safeParse(Object.fromEntries(form));
  if (subject.success) await tryAgain(await requestContext(), subject.data);
  revalidatePath("/operator/jobs");
  redirect("/operator/jobs");
}
