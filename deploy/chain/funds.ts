import { formatEther } from "ethers";
import type { EthereumProvider } from "hardhat/types/providers";
import { z } from "zod";
import { DeploymentRefused } from "../errors.ts";
import { ask, codeAt } from "./create2.ts";
import { gasOf, type Creation } from "./plan.ts";

const block = z.object({ baseFeePerGas: z.string().optional() });

/** Twice today's base fee: what a block can be dearer by in six blocks. */
const MARGIN = 2n;
/** Of a transaction that says who may do what. */
const SETTING_UP = 8_000_000n;

/** Refuses a deployer that can't pay for all that is left to do, with both figures. */
export async function requireFunds(
  provider: EthereumProvider,
  deployer: string,
  creations: readonly Creation[],
): Promise<void> {
  const there = await Promise.all(creations.map(({ address }) => codeAt(provider, address)));
  const missing = creations.filter((_, index) => there[index] === "0x");
  if (missing.length === 0) return;
  const gas = missing.reduce((sum, creation) => sum + gasOf(creation), SETTING_UP);
  const newest = block.parse(await provider.request({ method: "eth_getBlockByNumber", params: ["latest", false] }));
  const price = BigInt(newest.baseFeePerGas ?? (await ask(provider, "eth_gasPrice", []))) * MARGIN;
  const balance = BigInt(await ask(provider, "eth_getBalance", [deployer, "latest"]));
  if (balance >= gas * price) return;
  throw new DeploymentRefused(`The deployer ${deployer} can't pay for the deployment.`, [
    `it has ${formatEther(balance)} of the chain's own money`,
    `the ${missing.length} contracts that are missing may take ${formatEther(gas * price)}`,
    `that is ${gas} gas at twice today's base fee, ${price} wei`,
    "send it the difference, and repeat the command",
  ]);
}
