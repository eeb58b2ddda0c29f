import type { AbiParameter } from "viem";

/** What a whole number says, and in which unit. */
export type NumberKind =
  | "money" // base units of the asset
  | "wholeMoney" // whole tokens of the asset
  | "tokenUnits" // base units of a token that need not be the asset
  | "shares" // share units
  | "moment" // unix seconds
  | "length" // seconds
  | "cluster" // registry id
  | "request" // id of requests: 2 * epoch, and one more at any price
  | "role" // id of the authority's
  | "count" // how many
  | "number" // of a period, revision, version, auction, dispute
  | "bid" // in the unit of the term that it becomes
  | "bps" // 10,000 = 100 %
  | "fraction" // X32: 2^32 = 100 %
  | "rate" // 1e18 = 100 % a year
  | "gpuSeconds"
  | "wattHours"
  | "watts"
  | "form" // as in `Form`
  | "milestone" // as in `Milestone`
  | "seats"; // bit i: seat i of a reporter set

export type WordKind = "hash" | "name"; // 32 bytes, or ASCII in them
export type AccountKind =
  | "account"
  | "sender" // whom the caller means unless it names another
  | "contract"; // of the protocol, or a token

type Single<Type> = Type extends `uint${string}`
  ? NumberKind
  : Type extends "address"
    ? AccountKind
    : Type extends "bytes32"
      ? WordKind
      : Type extends "bytes4"
        ? "selector"
        : Type extends "bytes"
          ? "bytes"
          : Type extends "bool"
            ? "yesNo"
            : Type extends "string"
              ? "text"
              : never;

/** What one parameter says: a word, a list of one word for arrays, or one for each field of a struct. */
export type KindOf<P extends AbiParameter> = P extends { type: `${infer Inner}[${string}]` }
  ? readonly [KindOf<Omit<P, "type"> & { type: Inner }>]
  : P extends { type: "tuple"; components: infer Parts extends readonly AbiParameter[] }
    ? KindsOf<Parts>
    : Single<P["type"]>;

/** What each of several parameters says, by its name. */
export type KindsOf<Parameters extends readonly AbiParameter[]> = {
  readonly [P in Parameters[number] as P["name"] extends string ? P["name"] : never]: KindOf<P>;
};

/** Any kind, for whoever goes through all of them. */
export type SingleKind = NumberKind | WordKind | AccountKind | "selector" | "bytes" | "yesNo" | "text";
export type Kind = SingleKind | readonly [Kind] | { readonly [field: string]: Kind };
