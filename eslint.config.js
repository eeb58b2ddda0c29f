import eslint from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { importRule } from "./scripts/check/importRule.ts";

export default defineConfig(
  globalIgnores([
    "build/",
    "coverage/",
    ".node/",
    "frontend/.next/",
    "packages/sdk/src/abi/",
    "packages/indexer/ponder-env.d.ts",
    "packages/indexer/generated/",
    "packages/*/dist/",
    "frontend/out/",
    "frontend/next-env.d.ts",
  ]),
  eslint.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      // Numbers and bigints read well in messages.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `() => resolve()` is how Node's callbacks are answered.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    plugins: { project: { rules: { imports: importRule } } },
    rules: { "project/imports": "error" },
  },
  {
    // mocha passes `it` and `describe` promises it never looks at, and chai's assertions are expressions.
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-unused-expressions": "off" },
  },
  {
    files: ["frontend/**/*.ts", "frontend/**/*.tsx"],
    extends: [reactHooks.configs.flat.recommended],
    rules: { "@typescript-eslint/explicit-module-boundary-types": "off" },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: {
      globals: { process: "readonly", setTimeout: "readonly", setInterval: "readonly", clearInterval: "readonly" },
    },
  },
);
