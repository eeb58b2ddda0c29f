import { gpuYieldVaultAbi as abi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { readLogs } from "@gpu-yield-vaults/sdk/logs";
import { priceOf } from "@gpu-yield-vaults/sdk/model";
import { readVault } from "@gpu-yield-vaults/sdk/read";
import { createPublicClient, http, parseEventLogs, type Address } from "viem";

const [address, from] = [process.env.VAULT as Address, BigInt(process.env.FROM_BLOCK ?? 0)];
const client = createPublicClient({ transport: http(process.env.RPC_URL, { batch: true }) });
const opening = await readVault(client, { vault: address }, { blockNumber: from });
const closing = await readVault(client, { vault: address });
const node = { request: (call: object) => client.request(call as never) };
const logs = parseEventLogs({ abi, logs: await readLogs(node, { address }, from + 1n, closing.asOf.number) });
const lines = { deposited: 0n, withdrawn: 0n, financed: 0n, received: 0n, fee: 0n, found: 0n };
for (const { eventName, args } of logs) {
  if (eventName === "Deposit") lines.deposited += args.assets;
  if (eventName === "Withdraw") lines.withdrawn -= args.assets;
  if (eventName === "Funded") lines.financed -= args.amount;
  if (eventName === "Posted") [lines.received, lines.fee] = [lines.received + args.cashIn, lines.fee - args.fee];
  if (eventName === "FeeAccrued") lines.fee -= args.amount;
  if (eventName === "Skimmed") lines.found += args.amount;
}
const cash = Object.values(lines).reduce((sum, line) => sum + line, opening.cash);
const price = priceOf(cash + closing.value - closing.locked, closing.totalSupply, closing.share.decimals);
console.log(lines, `difference: ${cash - closing.cash} of cash, ${price - closing.entryPrice} of the price`);
