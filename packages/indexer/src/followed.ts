import type { Address } from "viem";
import { readTarget } from "../target.ts";
import type { EventKey } from "./contracts.ts";

type Contract = { readonly key: EventKey; readonly address: Address; readonly vault?: Address | undefined };

const { contracts, quorums } = readTarget();
const all = new Map<Address, Contract>(contracts.map((contract) => [contract.address, contract]));

/** What is known of an address; `undefined` where it is none of the protocol's. */
export const contractAt = (address: Address): Contract | undefined => all.get(address);

/** The quorum that an oracle asks, for life. */
export const quorumOf = (oracle: Address): Address | undefined => quorums[oracle];
