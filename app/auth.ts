// Signing in, by next-auth: who somebody is, nothing more. What they may do is asked for in each verb.
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { Email } from "@/domain/accounts/rules";
import { systemClock } from "@/domain/time";
import { env } from "@/env";
import { networkOf } from "./client-address";
import { ownCookie } from "./own-cookie";
import { trySignIn } from "./try-sign-in";

const SignIn = z.object({ email: Email, password: z.string().min(1) });

export const sessionSeconds = 30 * 24 * 60 * 60;

/** As next-auth itself calls and sets it; app/session.ts writes the same one. */
export const sessionCookie = {
  name: `${ownCookie.secure ? "__Secure-" : ""}next-auth.session-token`,
  options: ownCookie,
};

export const authOptions: NextAuthOptions = {
  secret: env.nextAuthSecret,
  session: { strategy: "jwt", maxAge: sessionSeconds },
  useSecureCookies: ownCookie.secure,
  cookies: { sessionToken: sessionCookie },
  pages: { signIn: "/sign-in", signOut: "/sign-out" },
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      async authorize(credentials, request) {
        const input = SignIn.safeParse(credentials);
        if (!input.success) return null;
        const outcome = await trySignIn(
          input.data,
          networkOf(String(request.headers?.["x-client-address"] ?? "unknown")),
        );
        return outcome.ok ? { id: outcome.value.personId } : null;
      },
    }),
  ],
  callbacks: {
    jwt({ token, user }) {
      if (!user) return token;
      // By the machine's time: see app/session.ts.
      return { ...token, person: { personId: user.id, signedInAt: systemClock.now().getTime() } };
    },
    session({ session, token }) {
      return token.person ? { ...session, person: token.person } : session;
    },
  },
};
