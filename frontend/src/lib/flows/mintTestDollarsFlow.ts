import { encodeFunctionData, parseEventLogs, zeroAddress, type Address } from "viem";
import { testDollarAbi } from "@gpu-yield-vaults/sdk/abi/TestDollar";
import type { Token } from "../chain/readTokens";
import { formatAmount } from "../format/amount";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

/** Test dollars for trying things out. The token that can do this exists on the local chain only. */
export function mintTestDollarsFlow(asset: Token, account: Address): Flow {
  const amount = 100_000n * 10n ** BigInt(asset.decimals);
  const shown = `${formatAmount(amount, asset.decimals)} ${asset.symbol}`;
  return {
    id: "mint",
    title: `Get ${shown}`,
    summary: [{ label: "You receive", value: shown, note: "Play money of the local chain." }],
    steps: [
      {
        id: "mint",
        kind: "transaction",
        label: `Mint ${shown}`,
        explanation: "The test token gives itself to anyone who asks.",
        call: () => ({
          to: asset.address,
          data: encodeFunctionData({ abi: testDollarAbi, functionName: "mint", args: [account, amount] }),
        }),
      },
    ],
    verify: (receipt) => {
      const transfers = parseEventLogs({
        abi: testDollarAbi,
        eventName: "Transfer",
        logs: logsOf(receipt, asset.address),
      });
      const log = proven(
        transfers.find(({ args }) => args.from === zeroAddress),
        "new test dollars",
      );
      return [{ label: "Received", value: `${formatAmount(log.args.value, asset.decimals)} ${asset.symbol}` }];
    },
  };
}
