import { expect } from "chai";
import { ESLint, Linter } from "eslint";
import { join } from "node:path";
import tseslint from "typescript-eslint";
import { importRule } from "../../scripts/check/importRule.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** What the rule says of one line, in a file of this path. */
function complaintsAbout(path: string, code: string): string[] {
  const linter = new Linter({ cwd: ROOT });
  const config = {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parser: tseslint.parser },
    plugins: { project: { rules: { imports: importRule } } },
    rules: { "project/imports": "error" },
  } as const satisfies Linter.Config;
  return linter.verify(code, config, join(ROOT, path)).map(({ message }) => message);
}

const UPWARD: readonly (readonly [path: string, code: string, from: string, to: string])[] = [
  ["packages/sdk/src/x.ts", 'import { x } from "../../../deploy/x.ts";', "packages", "deploy"],
  ["packages/sdk/src/model/x.ts", 'import type { x } from "../../../../scripts/x.ts";', "packages", "scripts"],
  ["packages/sdk/src/x.ts", 'export * from "../../../frontend/src/x";', "packages", "frontend"],
  ["packages/sdk/src/x.ts", 'import { x } from "../../../test/x.ts";', "packages", "test"],
  ["packages/sdk/src/x.ts", 'import type { x } from "../../../build/x.ts";', "packages", "build"],
  ["deploy/x.ts", 'export { x } from "../scripts/lib/x.ts";', "deploy", "scripts"],
  ["deploy/modules/x.ts", 'import { x } from "../../frontend/src/x.ts";', "deploy", "frontend"],
  ["deploy/x.ts", 'import { x } from "../test/x.ts";', "deploy", "test"],
  ["scripts/x.ts", 'await import("../frontend/src/x.ts");', "scripts", "frontend"],
  ["scripts/x.ts", 'type X = import("../test/x.ts").X;', "scripts", "test"],
  ["scripts/x.ts", 'import { x } from "../frontend/test/x.ts";', "scripts", "test"],
  ["frontend/src/x.tsx", 'import { x } from "../../scripts/x.ts";', "frontend", "scripts"],
  ["frontend/src/x.ts", 'import { x } from "../../deploy/x.ts";', "frontend", "deploy"],
  ["frontend/src/x.ts", 'import { x } from "../test/x";', "frontend", "test"],
  ["frontend/src/x.ts", 'import type { x } from "../../build/x.ts";', "frontend", "build"],
];

const DOWNWARD: readonly (readonly [path: string, name: string])[] = [
  ["packages/sdk/src/model/x.ts", "../protocol.ts"],
  ["packages/sdk/src/x.ts", "viem"],
  ["packages/sdk/wagmi.config.ts", "node:path"],
  ["deploy/x.ts", "@gpu-yield-vaults/sdk/protocol"],
  ["deploy/x.ts", "../build/types/index.ts"],
  ["scripts/x.ts", "../deploy/x.ts"],
  ["scripts/x.ts", "@gpu-yield-vaults/sdk/model"],
  ["frontend/src/x.ts", "@/lib/x"],
  ["frontend/src/x.ts", "@gpu-yield-vaults/sdk/abi/GpuYieldVault"],
  ["frontend/test/browser/x.ts", "../../../scripts/x.ts"],
  ["test/x.ts", "../scripts/x.ts"],
  ["hardhat.config.ts", "./scripts/x.ts"],
  ["scripts/x.ts", "../hardhat.config.ts"],
];

describe("Imports", () => {
  for (const [path, code, from, to] of UPWARD) {
    it(`are refused: ${code} in ${path}`, () => {
      expect(complaintsAbout(path, code)).to.deep.equal([
        `${from} does not import ${to}: imports run contracts → ABIs → SDK → deploy → scripts, and the web app ` +
          "stands on the SDK alone.",
      ]);
    });
  }

  for (const name of ["node:fs", "hardhat", "ethers", "@nomicfoundation/ignition-core"]) {
    it(`are refused: ${name} in the SDK`, () => {
      expect(complaintsAbout("packages/sdk/src/x.ts", `import "${name}";`)).to.deep.equal([
        `packages run anywhere: no ${name}.`,
      ]);
    });
  }

  for (const [path, name] of DOWNWARD) {
    it(`are taken: ${name} in ${path}`, () => {
      expect(complaintsAbout(path, `import "${name}";`)).to.deep.equal([]);
    });
  }

  for (const path of ["packages/sdk/src/index.ts", "deploy/checks.ts", "scripts/nav.ts", "frontend/src/app/page.tsx"]) {
    it(`are looked at in ${path}`, async () => {
      const { rules } = (await new ESLint({ cwd: ROOT }).calculateConfigForFile(join(ROOT, path))) as Linter.Config;

      expect(rules?.["project/imports"]).to.have.property("0", 2);
    });
  }
});
