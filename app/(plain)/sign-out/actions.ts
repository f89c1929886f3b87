"use server";
import { redirect } from "next/navigation";
import { endSession } from "@/app/session";

export async function signOut(): Promise<void> {
  await endSession();
  redirect("/");
}
