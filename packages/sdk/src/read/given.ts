import { zeroAddress, type Address } from "viem";

/** A second, unless it is 0: so contracts say that there is none. */
export const given = (time: number | bigint): number | undefined => (Number(time) === 0 ? undefined : Number(time));

/** An account, unless it is nobody. */
export const somebody = (account: Address): Address | undefined => (account === zeroAddress ? undefined : account);
