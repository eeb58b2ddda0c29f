import { capitalAuctionAbi } from "../abi/CapitalAuction.ts";
import type { Say } from "../errors/index.ts";
import type { Contracts } from "../read/index.ts";
import { readQueue } from "../read/readQueue.ts";
import type { Reading } from "../read/reading.ts";
import type { Due } from "./item.ts";

/** Places of `AuctionStatus`. */
const OPEN = 1;

/** Who waits to leave. */
export async function dueOfQueue(
  { client, asOf }: Reading,
  { vault, queue }: Contracts<"vault" | "queue">,
  say: Say,
): Promise<readonly Due[]> {
  const { current } = await readQueue(client, { queue }, { asOf });
  const shares = current.patient + current.atAnyPrice;
  if (shares === 0n) return [];
  return [
    {
      at: current.end,
      kind: "epochCloses",
      nature: "opening",
      what: `${say.shares(shares)} wait in epoch ${current.epoch}, which is paid from then on.`,
      who: ["keeper"],
      verb: "settle-epoch",
      otherwise: "They wait, and draws leave alone the cash that they are worth.",
      vault,
    },
  ];
}

/** Capital that operators bid for. */
export async function dueOfAuction(
  reading: Reading,
  { vault, auction }: Contracts<"vault" | "auction">,
  cluster: bigint,
): Promise<readonly Due[]> {
  const ask = reading.at(capitalAuctionAbi, auction);
  const id = await ask("newestOf", cluster);
  if (id === 0n) return [];
  const { status, commitUntil, revealUntil } = await ask("auctionOf", id);
  if (status !== OPEN) return [];
  const about = { vault, cluster, nature: "deadline" } as const;
  return [
    {
      ...about,
      at: commitUntil,
      kind: "auctionCommit",
      what: `Bids in auction ${id} for cluster ${cluster} have to be sealed.`,
      who: ["operator"],
      verb: "commit-bid",
      otherwise: "Who has not sealed a bid can't win.",
    },
    {
      ...about,
      at: revealUntil,
      kind: "auctionReveal",
      what: `Sealed bids in auction ${id} for cluster ${cluster} have to be opened; then it is awarded.`,
      who: ["operator", "keeper"],
      verb: "reveal-bid",
      otherwise: "The bond of a bid that stays sealed is forfeited.",
    },
  ];
}
