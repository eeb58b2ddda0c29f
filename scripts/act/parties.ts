import type { Party } from "@gpu-yield-vaults/sdk/actions";
import { NonceManager, type JsonRpcProvider, type Signer } from "ethers";
import { LOCAL_CHAIN_ID } from "../../deploy/parameters.ts";
import { LOCAL_ACTORS } from "../../deploy/parameters/local.ts";
import { SUBMITTER_KEY, walletOf } from "../lib/sender.ts";

/** Who each is, and which of the local chain's accounts is taken for it. */
const ACTOR: Readonly<Record<Party, { is: string; local: number }>> = {
  depositor: { is: "who puts money into a vault, and takes it out", local: LOCAL_ACTORS.depositor },
  operator: { is: "who runs a cluster: draws, pays in, claims, bids", local: LOCAL_ACTORS.operator },
  reporter: {
    is: "who signs and stakes; anyone may submit what a quorum has signed",
    local: LOCAL_ACTORS.firstReporter,
  },
  challenger: { is: "who says that a report is false", local: LOCAL_ACTORS.firstVisitor },
  holder: { is: "who buys the title of a cluster, or holds one", local: LOCAL_ACTORS.firstVisitor },
  keeper: { is: "anyone: what needs no role, and has to be done", local: LOCAL_ACTORS.deployer },
  curator: { is: "who chooses hardware and terms, and sells", local: LOCAL_ACTORS.curator },
  guardian: { is: "who stops and takes back, at once", local: LOCAL_ACTORS.guardian },
  arbiter: { is: "who decides disputes", local: LOCAL_ACTORS.arbiter },
  governor: { is: "who sets rules and names people, after its delay", local: LOCAL_ACTORS.governor },
};

/** What an party is, for a list of all. */
export const actorIs = (party: Party): string => ACTOR[party].is;

/** Where an party's key is looked for. */
export const keyOf = (party: Party): string =>
  party === "keeper" ? SUBMITTER_KEY : `${party.toUpperCase()}_PRIVATE_KEY`;

/** Who sends for an party. The local chain signs for its accounts itself, unless another key is given. */
export async function actorOn(party: Party, chainId: bigint, provider: JsonRpcProvider): Promise<Signer> {
  const key = keyOf(party);
  if (chainId === BigInt(LOCAL_CHAIN_ID) && process.env[key] === undefined)
    return provider.getSigner(ACTOR[party].local);
  // One transaction after another: a node's count of them may be a moment old.
  return new NonceManager((await walletOf(key)).connect(provider));
}
