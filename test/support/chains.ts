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
  const chain = network.create();
  chains.set(name, chain);
  return chain;
}
