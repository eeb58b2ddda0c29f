import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { facilityBookAbi } from "../../../abi";
import type { Flow } from "./flow";
import { logsOf, proven } from "./receiptEvent";

/** Most due items that one transaction of this app carries out. */
const ITEMS = 16n;

/** Carries out due bookkeeping, so that limits can be read again. Anyone may; it moves no money. */
export function syncFlow(book: Address): Flow {
  return {
    id: "sync",
    title: "Bring the books up to date",
    summary: [
      {
        label: "What happens",
        value: "wear that began or ended is recorded",
        note: "No money moves, no price changes.",
      },
    ],
    steps: [
      {
        id: "sync",
        kind: "transaction",
        label: "Bring up to date",
        explanation: `Carries out up to ${ITEMS} due items.`,
        call: () => ({
          to: book,
          data: encodeFunctionData({ abi: facilityBookAbi, functionName: "sync", args: [ITEMS] }),
        }),
      },
    ],
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi: facilityBookAbi, eventName: "Synced", logs: logsOf(receipt, book) });
      return [{ label: "Carried out", value: `${proven(log, "bookkeeping").args.items} items` }];
    },
  };
}
