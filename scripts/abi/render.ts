import type { JsonFragment, JsonFragmentType } from "ethers";

export type NamedAbi = { readonly name: string; readonly abi: readonly JsonFragment[] };

/** The TypeScript files of these ABIs, by file name: one per contract, their errors together, and an index. */
export function renderAbis(abis: readonly NamedAbi[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const { name, abi } of abis) files.set(`${name}.ts`, renderAbi(constantName(name), abi.map(slim)));
  files.set("errors.ts", renderAbi("errorsAbi", distinctErrors(abis)));

  const exports = abis.map(({ name }) => `export { ${constantName(name)} } from "./${name}";`);
  files.set("index.ts", [HEADER, ...exports, 'export { errorsAbi } from "./errors";', ""].join("\n"));
  return files;
}

const HEADER = "// Written by `npm run abi`. Do not edit.\n";

function renderAbi(constant: string, abi: readonly JsonFragment[]): string {
  const lines = abi.map((fragment) => `  ${JSON.stringify(fragment)},`);
  return [HEADER, `export const ${constant} = [`, ...lines, "] as const;", ""].join("\n");
}

/** Every error of every contract once, so that a decoder knows those that surface through another contract's call. */
function distinctErrors(abis: readonly NamedAbi[]): JsonFragment[] {
  const bySignature = new Map<string, JsonFragment>();
  for (const { abi } of abis) {
    for (const fragment of abi.filter(({ type }) => type === "error")) {
      bySignature.set(signature(fragment), slim(fragment));
    }
  }
  return [...bySignature].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fragment]) => fragment);
}

function signature({ name, inputs = [] }: JsonFragment): string {
  return `${name ?? ""}(${inputs.map(({ type }) => type ?? "").join(",")})`;
}

/** Without the compiler's internal types, which no client reads. */
function slim(fragment: JsonFragment): JsonFragment {
  const { inputs, outputs, ...rest } = fragment;
  return {
    ...rest,
    ...(inputs && { inputs: inputs.map(slimType) }),
    ...(outputs && { outputs: outputs.map(slimType) }),
  };
}

function slimType(parameter: JsonFragmentType): JsonFragmentType {
  const slimmed = { ...parameter, ...(parameter.components && { components: parameter.components.map(slimType) }) };
  delete slimmed.internalType;
  return slimmed;
}

/** `GpuYieldVault` becomes `gpuYieldVaultAbi`. */
function constantName(contract: string): string {
  return `${contract.charAt(0).toLowerCase()}${contract.slice(1)}Abi`;
}
