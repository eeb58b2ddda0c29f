import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const here = dirname(fileURLToPath(import.meta.url));

const config: NextConfig = {
  output: "export",
  trailingSlash: true,
  reactStrictMode: true,
  poweredByHeader: false,
  // The SDK is TypeScript of this repository.
  transpilePackages: ["@gpu-yield-vaults/sdk"],
  turbopack: { root: join(here, "..") },
};

export default config;
