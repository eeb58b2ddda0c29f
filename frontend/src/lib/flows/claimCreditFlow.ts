import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { facilityBookAbi } from "../../../abi";
import type { Token } from "../chain/readTokens";
import { formatExact } from "../format/amount";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

/** Running costs, residual and fees that settlements credited to an account, paid out to itself. */
export function claimCreditFlow(book: Address, asset: Token, account: Address, credit: bigint): Flow {
  const money = (units: bigint): string => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
  return {
    id: "claim",
    title: `Claim ${money(credit)}`,
    summary: [{ label: "You receive", value: money(credit), note: "All of your credits at this book." }],
    steps: [
      {
        id: "claim",
        kind: "transaction",
        label: `Claim ${money(credit)}`,
        explanation: "Pays your credits out to your account.",
        call: () => ({
          to: book,
          data: encodeFunctionData({ abi: facilityBookAbi, functionName: "claimCredit", args: [account] }),
        }),
      },
    ],
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi: facilityBookAbi, eventName: "CreditClaimed", logs: logsOf(receipt, book) });
      return [{ label: "Received", value: money(proven(log, "claim").args.amount) }];
    },
  };
}
