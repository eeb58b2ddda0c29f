import { isAddressEqual, type Address, type Log, type TransactionReceipt } from "viem";
import { FlowError } from "../errors/explain";

/** The logs of one contract in a receipt. */
export function logsOf(receipt: TransactionReceipt, address: Address): Log<bigint, number, false>[] {
  return receipt.logs.filter((log) => isAddressEqual(log.address, address));
}

/** The event that proves the outcome. Without it nobody is told that it worked. */
export function proven<Event>(event: Event | undefined, what: string): Event {
  if (event !== undefined) return event;
  throw new FlowError(
    `The transaction went through, but its receipt shows no ${what}.`,
    "Check your position and the transaction before you act again.",
  );
}
