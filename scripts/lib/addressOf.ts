import type { Addressable } from "ethers";

/** The address that a contract was attached to. */
export function addressOf({ target }: { target: string | Addressable }): string {
  if (typeof target === "string") return target;
  throw new TypeError("the contract was attached by name, not by address");
}
