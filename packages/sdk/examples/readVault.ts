import { findVaults, readVault } from "@gpu-yield-vaults/sdk/read";
import { createPublicClient, formatUnits, http, type Address } from "viem";

const client = createPublicClient({ transport: http(process.env.RPC_URL, { batch: true }) });
const { asOf, vaults } = await findVaults(client, { directory: process.env.DIRECTORY as Address });
for (const { vault, what } of vaults) {
  const { asset, share, nav, depositStatus } = await readVault(client, { vault }, { asOf });
  console.log(
    `${share.name}: ${formatUnits(nav, asset.decimals)} ${asset.symbol}. ${what} Deposits: ${depositStatus}.`,
  );
}
