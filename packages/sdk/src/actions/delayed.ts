import { encodeAbiParameters, encodeFunctionData, keccak256, type Address, type Hex } from "viem";
import { accessManagerAbi } from "../abi/AccessManager.ts";
import type { Transaction } from "./action.ts";

/** Seconds for which an announced operation may be carried out, from its time on. Of OpenZeppelin's AccessManager. */
export const EXPIRES_AFTER = 7n * 86_400n;

/**
 * The announcement of a transaction to the authority, by its sender.
 *
 * @param when Unix seconds from which it may be carried out; as soon as the sender's delay is over unless told.
 */
export function schedule({ to, data }: Transaction, authority: Address, when = 0): Transaction {
  return {
    to: authority,
    data: encodeFunctionData({ abi: accessManagerAbi, functionName: "schedule", args: [to, data, when] }),
  };
}

/** Carries out what its sender has announced, once its time has come. */
export function execute({ to, data }: Transaction, authority: Address): Transaction {
  return {
    to: authority,
    data: encodeFunctionData({ abi: accessManagerAbi, functionName: "execute", args: [to, data] }),
  };
}

/**
 * Takes back what `caller` has announced: by itself, or by the guardian of its role.
 *
 * @param caller Who has announced it.
 */
export function cancel({ to, data }: Transaction, authority: Address, caller: Address): Transaction {
  return {
    to: authority,
    data: encodeFunctionData({ abi: accessManagerAbi, functionName: "cancel", args: [caller, to, data] }),
  };
}

/** Several calls of the authority as one transaction: all of them, or none. */
export function together(transactions: readonly Transaction[], authority: Address): Transaction {
  const stray = transactions.find(({ to }) => to.toLowerCase() !== authority.toLowerCase());
  if (stray) throw new Error(`${stray.to} is not the authority: only calls of it travel together`);
  return {
    to: authority,
    data: encodeFunctionData({
      abi: accessManagerAbi,
      functionName: "multicall",
      args: [transactions.map(({ data }) => data)],
    }),
  };
}

/**
 * The two transactions by which one account carries several out that wait: one announces all of them, the other, once
 * its delay is over and in the week after that, does them in their order. Each is whole or nothing.
 */
export function announced(
  transactions: readonly Transaction[],
  authority: Address,
): { schedule: Transaction; execute: Transaction } {
  return {
    schedule: together(
      transactions.map((each) => schedule(each, authority)),
      authority,
    ),
    execute: together(
      transactions.map((each) => execute(each, authority)),
      authority,
    ),
  };
}

/** What the authority calls an operation: the same call by the same account is the same operation. */
export const operationIdOf = ({ to, data }: Transaction, caller: Address): Hex =>
  keccak256(encodeAbiParameters([{ type: "address" }, { type: "address" }, { type: "bytes" }], [caller, to, data]));
