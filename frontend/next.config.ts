import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const here = dirname(fileURLToPath(import.meta.url));

const config: NextConfig = {
  output: "export",
  trailingSlash: true,
  reactStrictMode: true,
  poweredByHeader: false,
  // They are TypeScript of this repository.
  transpilePackages: ["@gpu-yield-vaults/sdk", "@gpu-yield-vaults/indexer"],
  turbopack: { root: join(here, "..") },
};

export default config;
