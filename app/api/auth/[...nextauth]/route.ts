import NextAuth from "next-auth";
import { authOptions } from "@/app/auth";

const answer = NextAuth(authOptions) as (request: Request, context: unknown) => Promise<Response>;

export { answer as GET, answer as POST };
