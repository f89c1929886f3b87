import type { MetadataRoute } from "next";
import { env } from "@/env";

// The address is a setting of the start, not of the build.
export const dynamic = "force-dynamic";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/api/", "/orders", "/donations", "/settings", "/outbox", "/operator", "/why/"],
    },
    sitemap: `${env.publicUrl}/sitemap.xml`,
  };
}
