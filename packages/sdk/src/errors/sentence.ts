import type { AbiParameter, AbiParameterToPrimitiveType } from "viem";
import type { errorsAbi } from "../abi/errors.ts";

/** Every custom error that any contract of the protocol, or a library inside one, can answer with. */
export type ErrorName = (typeof errorsAbi)[number]["name"];

/** What happened, and what the reader can do now. Both are whole sentences. */
export type Sentence = {
  what: string;
  next: string;
};

/** Turns an error's numbers into words with units. */
export type Say = {
  /** Base units of the asset: `1,250.00 tUSD`. */
  money(units: bigint): string;
  /** Whole tokens of the asset. */
  wholeMoney(tokens: number): string;
  /** Shares of the vault. */
  shares(units: bigint): string;
  /** A moment in unix seconds. */
  moment(seconds: number | bigint): string;
  /** A length in seconds. */
  length(seconds: number | bigint): string;
  /** An account, by its label where it has one. */
  account(address: string): string;
  /** A bytes32 that holds ASCII. */
  label(value: string): string;
};

type Inputs<Name extends ErrorName> = Extract<(typeof errorsAbi)[number], { name: Name }>["inputs"];

type Named<Parameters extends readonly AbiParameter[]> = {
  [P in Parameters[number] as P["name"] extends string ? P["name"] : never]: AbiParameterToPrimitiveType<P>;
};

/** A sentence for each error of `Names`: leaving one out, or naming one that no contract has, does not compile. */
export type Sentences<Names extends ErrorName> = {
  [Name in Names]: (facts: Named<Inputs<Name>>, say: Say) => Sentence;
};

/** The errors of one contract, by the prefix of their names. */
export type ErrorsOf<Contract extends string> = Extract<ErrorName, `${Contract}_${string}`>;

export function tell(what: string, next: string): Sentence {
  return { what, next };
}
