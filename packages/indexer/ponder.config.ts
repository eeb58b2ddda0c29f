import { ABIS } from "@gpu-yield-vaults/sdk/abi/all";
import { createConfig } from "ponder";
import { endWithParent } from "./run/endWithParent.ts";
import { LOCAL_CHAIN_IDS, type EventKey } from "./src/contracts.ts";
import { readTarget } from "./target.ts";

endWithParent();
const target = readTarget();

/** One source per contract of the list, with every address that it has here. */
function sourceOf(key: EventKey) {
  const address = target.contracts.filter((contract) => contract.key === key).map((contract) => contract.address);
  return { abi: ABIS[key], chain: "main", address, startBlock: target.fromBlock } as const;
}

const keys = [...new Set(target.contracts.map(({ key }) => key))];

export default createConfig({
  database: target.database,
  chains: {
    main: {
      id: target.chainId,
      rpc: target.rpc,
      pollingInterval: target.pollingInterval,
      // A local chain is begun anew under the same id: what was read of the last one is no word about this one.
      disableCache: LOCAL_CHAIN_IDS.includes(target.chainId),
    },
  },
  contracts: Object.fromEntries(keys.map((key) => [key, sourceOf(key)])),
});
