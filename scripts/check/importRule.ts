// Imports run one way: contracts → ABIs → SDK (packages) → deployment → scripts; the web app stands on the SDK alone,
// and tests on all of it. An ESLint rule, used by eslint.config.js.

import type { Rule } from "eslint";
import { dirname, join, relative, resolve, sep } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");

/** What each layer stands on, beside itself. Nothing imports tests but tests; what is in no layer may import all. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  packages: [],
  deploy: ["packages", "build"],
  scripts: ["packages", "build", "deploy"],
  frontend: ["packages"],
};

/** What would tie the SDK to a machine or a framework; the web app loads it. */
const NOT_IN_PACKAGES = /^(node:|hardhat\b|ethers\b|@nomicfoundation\/)/;

export const importRule: Rule.RuleModule = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      upward:
        "{{ from }} does not import {{ to }}: imports run contracts → ABIs → SDK → deploy → scripts, and the web app " +
        "stands on the SDK alone.",
      bound: "packages run anywhere: no {{ to }}.",
    },
  },
  create(context) {
    const file = fromRoot(context.filename);
    const from = layerOf(file);
    const below = BELOW[from];
    if (below === undefined) return {};

    const check = ({ source }: { source?: unknown }): void => {
      const literal = source as (Rule.Node & { value?: unknown }) | null | undefined;
      if (typeof literal?.value !== "string") return;
      const target = targetOf(context.filename, literal.value);
      if (target === undefined) {
        if (!/^packages\/\w+\/src\//.test(file) || !NOT_IN_PACKAGES.test(literal.value)) return;
        context.report({ node: literal, messageId: "bound", data: { to: literal.value } });
        return;
      }
      if (!target.includes("/")) return; // configuration, beside all layers
      const to = layerOf(target);
      if (to === from || below.includes(to)) return;
      context.report({ node: literal, messageId: "upward", data: { from, to } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

/** A file's path from the root, with slashes. */
function fromRoot(path: string): string {
  return relative(ROOT, path).split(sep).join("/");
}

function layerOf(path: string): string {
  const [layer = "", inside] = path.split("/");
  return inside === "test" ? "test" : layer;
}

/** Where an import leads inside the project, from the root; `undefined` where it leads outside. */
function targetOf(file: string, name: string): string | undefined {
  if (name.startsWith(".")) return fromRoot(resolve(dirname(file), name));
  if (name.startsWith("@/")) return `frontend/src/${name.slice(2)}`;
  return name.startsWith("@gpu-yield-vaults/") ? "packages" : undefined;
}
