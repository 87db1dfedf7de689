import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { atlas } from "./atlas.ts";

// The interface during development: `stemma serve` on its usual address.
const server = "http://127.0.0.1:8080";

// The pages are embedded in the binary and committed as built, so the build has to
// give the same bytes everywhere: no hashes of paths, no source maps, no polyfills.
export default defineConfig({
  plugins: [svelte(), atlas()],
  build: {
    outDir: "../internal/web/dist",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // data: URLs are not allowed by the pages' policy
    cssCodeSplit: true,
    reportCompressedSize: true,
  },
  server: {
    proxy: Object.fromEntries(
      ["/reports", "/claims", "/matters", "/stories", "/places", "/sources", "/disputes", "/control", "/tallies",
        "/independence", "/events", "/export", "/corrections", "/compare", "/record", "/openapi.json", "/moved.rss"].map((p) => [p, server]),
    ),
  },
});
