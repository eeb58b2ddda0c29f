import { readExit, readPosition, readVault } from "@gpu-yield-vaults/sdk/read";
import { createPublicClient, formatUnits, http, type Address } from "viem";

const [vault, account] = [process.env.VAULT as Address, process.env.ACCOUNT as Address];
const client = createPublicClient({ transport: http(process.env.RPC_URL, { batch: true }) });
const { asOf, asset } = await readVault(client, { vault });
const { shares } = await readPosition(client, { vault }, account, { asOf });
const { now, patient } = await readExit(client, { vault }, shares, { asOf });
const show = (amount: bigint): string => `${formatUnits(amount, asset.decimals)} ${asset.symbol}`;
const date = patient.earliest === undefined ? "after a cure" : new Date(patient.earliest * 1_000).toISOString();
console.log(`At once ${show(now.assets)}; the other ${show(patient.ownAssets)} ${date} at the earliest.`);
