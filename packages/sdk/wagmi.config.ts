import { defineConfig, type Config, type ContractConfig } from "@wagmi/cli";
import { hardhat } from "@wagmi/cli/plugins";
import { join } from "node:path";
import { formatAbiItem } from "viem/utils";
import { PROTOCOL } from "./src/protocol.ts";

type Abi = ContractConfig["abi"];

const names = [...new Set(Object.values(PROTOCOL).map(({ contract }) => contract))].sort();

/** One file per contract, and one of all their errors: a decoder meets those that surface through another's call. */
export default defineConfig(async (): Promise<Config[]> => {
  const artifacts = hardhat({
    project: "../..",
    artifacts: `build/${process.env.BUILD_FOLDER ?? "default"}/artifacts`,
    include: names.map((name) => `${name}.json`),
    commands: { build: false, rebuild: false },
  });
  const compiled = new Map((await artifacts.contracts()).map(({ name, abi }) => [name, withoutInternalTypes(abi)]));
  const contracts = names.map((name): ContractConfig => {
    const abi = compiled.get(name);
    if (!abi) throw new Error(`${name} is not compiled`);
    return { name, abi };
  });
  const errors = { name: "errors", abi: distinctErrors(contracts.flatMap(({ abi }) => abi)) };
  const folder = process.env.ABI_FOLDER ?? "src/abi";
  return [...contracts, errors].map((contract) => ({
    out: join(folder, `${contract.name}.ts`),
    contracts: [contract],
  }));
});

/** What the compiler calls types, which no client reads. */
function withoutInternalTypes(abi: Abi): Abi {
  const text = JSON.stringify(abi, (key, value: unknown) => (key === "internalType" ? undefined : value));
  return JSON.parse(text) as Abi;
}

function distinctErrors(abi: Abi): Abi {
  const bySignature = new Map(
    abi.flatMap((item) => (item.type === "error" ? [[formatAbiItem(item), item] as const] : [])),
  );
  return [...bySignature].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
