import type { Fixture, SnapshotRestorer } from "@nomicfoundation/hardhat-network-helpers/types";
import { network } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";

const chains = new Map<string, Promise<NetworkConnection>>();

/**
 * An in-memory chain that all files ask for by the same name: a fixture loaded there by one file is restored for the
 * next one, not deployed again.
 */
export function chainNamed(name: string): Promise<NetworkConnection> {
  const known = chains.get(name);
  if (known) return known;
  const chain = network.create().then(withBranches);
  chains.set(name, chain);
  return chain;
}

/**
 * Lets fixtures build on each other in branches: what was taken after the one that is restored is gone from the chain,
 * and is made again when it is asked for. Hardhat's own loses track of that while one fixture loads another.
 */
function withBranches(connection: NetworkConnection): NetworkConnection {
  const { networkHelpers } = connection;
  const taken: { fixture: Fixture<unknown, "generic">; data: unknown; restorer: SnapshotRestorer }[] = [];

  networkHelpers.loadFixture = async <T>(fixture: Fixture<T, "generic">): Promise<T> => {
    const index = taken.findIndex((snapshot) => snapshot.fixture === fixture);
    const known = taken[index];
    if (known !== undefined) {
      taken.splice(index + 1);
      await known.restorer.restore();
      return known.data as T;
    }
    const data = await fixture(connection);
    taken.push({ fixture, data, restorer: await networkHelpers.takeSnapshot() });
    return data;
  };
  return connection;
}
