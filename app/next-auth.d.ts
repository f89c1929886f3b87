import type { SessionPerson } from "@/domain/accounts/queries";

declare module "next-auth" {
  interface Session {
    person?: SessionPerson;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    person?: SessionPerson;
  }
}
