import type { Address } from "viem";
import type { EventKey } from "../src/contracts.ts";

type Contract = { readonly key: EventKey; readonly address: Address; readonly vault?: Address };

/** Contracts as they are found, each once. */
export class Contracts {
  private readonly all = new Map<Address, Contract>();
  private readonly read = new Set<Address>();

  /** @param vault The one that it works for; none where it is the protocol's. */
  add(key: EventKey, address: Address, vault?: Address): void {
    if (!this.all.has(address)) this.all.set(address, { key, address, ...(vault && { vault }) });
  }

  of(key: EventKey): Address[] {
    return this.list().flatMap((contract) => (contract.key === key ? [contract.address] : []));
  }

  list(): Contract[] {
    return [...this.all.values()];
  }

  /** Those that have not been looked at yet, with those that are added meanwhile. */
  *unread(): Generator<Contract, void> {
    for (const contract of this.all.values()) {
      if (this.read.has(contract.address)) continue;
      this.read.add(contract.address);
      yield contract;
    }
  }
}
