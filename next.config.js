import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // Made of the sources (scripts/build.mjs): machines that run the same understand each other's pages.
  generateBuildId: () => process.env.MERLE_BUILD_ID ?? null,
  // The first imports drizzle by a name that a bundler cannot follow; the second is to be the same one as server.ts has.
  serverExternalPackages: ["rate-limiter-flexible", "prom-client"],
  // Pages are loaded when they are first asked for, not before anything is served.
  experimental: {
    preloadEntriesOnStart: false,
    // Two pictures of 5 MB and what is typed beside them. Longer ones are told so in the browser, before they are sent.
    serverActions: { bodySizeLimit: "12mb" },
  },
  compress: false, // the proxy in front does it better; measured, it costs up to a quarter of the throughput
  typescript: { ignoreBuildErrors: true }, // `npm run verify` checks the types; a start need not do it again
};

export default createNextIntlPlugin("./i18n/request.ts")(config);
