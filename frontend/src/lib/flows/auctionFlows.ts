import { capitalAuctionAbi } from "@gpu-yield-vaults/sdk/abi/CapitalAuction";
import { encodeFunctionData, parseEventLogs, type Address } from "viem";
import { sealHash, type Seal, type SealPlace } from "../auctions/seals";
import type { OfferedTerms } from "../chain/readAuctions";
import type { Token } from "../chain/readTokens";
import { formatExact } from "../format/amount";
import { formatDateTime } from "../format/time";
import { approveSteps } from "./approveSteps";
import type { Flow } from "./flow";
import { oneCall } from "./oneCall";
import { logsOf, proven } from "./receiptEvent";

const abi = capitalAuctionAbi;

type Commit = {
  place: SealPlace;
  seal: Seal;
  /** The bid in words. */
  words: string;
  escrow: Address;
  asset: Token;
  /** What is put up: nothing where a seal takes another's place. */
  bond: bigint;
  allowance: bigint;
  revealUntil: number;
};

/** Seals a bid. What opens it has been kept before. */
export function commitBidFlow({ place, seal, words, escrow, asset, bond, allowance, revealUntil }: Commit): Flow {
  const shown = `${formatExact(bond, asset.decimals)} ${asset.symbol}`;
  const { contract } = place;
  return oneCall({
    id: "commitBid",
    title: `Seal a bid of ${words}`,
    summary: [
      { label: "You bid", value: words, note: "Nobody can read it before you open it." },
      {
        label: "You put up",
        value: bond > 0n ? shown : "nothing more",
        note: `Open the seal by ${formatDateTime(revealUntil)}, or the bond is lost.`,
      },
    ],
    label: "Seal the bid",
    explanation: "Sends a hash of the bid and of a random number that this browser keeps.",
    before: bond > 0n ? approveSteps({ token: asset.address, spender: escrow, amount: bond, shown, allowance }) : [],
    to: contract,
    data: encodeFunctionData({ abi, functionName: "commit", args: [seal.auction, sealHash(place, seal)] }),
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi, eventName: "BidCommitted", logs: logsOf(receipt, contract) });
      return [
        { label: "Sealed", value: words },
        { label: "Place", value: `${proven(log, "seal").args.order}`, note: "Of equal bids the earlier one wins." },
      ];
    },
  });
}

/** Opens a seal. */
export function revealBidFlow(contract: Address, { auction, bid, salt }: Seal, words: string): Flow {
  return oneCall({
    id: "revealBid",
    title: `Open the bid of ${words}`,
    summary: [{ label: "You bid", value: words, note: "From now on everybody can read it." }],
    label: "Open the seal",
    explanation: "Tells the bid and its random number; the contract checks that they are what was sealed.",
    to: contract,
    data: encodeFunctionData({ abi, functionName: "reveal", args: [auction, bid, salt] }),
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi, eventName: "BidRevealed", logs: logsOf(receipt, contract) });
      return [{ label: "Leads", value: proven(log, "bid").args.leads ? "yes" : "no: another is better" }];
    },
  });
}

type ClaimBond = { contract: Address; auction: bigint; account: Address; amount: bigint; asset: Token };

/** The bond of a bid that has not won. */
export function claimBidBondFlow({ contract, auction, account, amount, asset }: ClaimBond): Flow {
  const money = (units: bigint): string => `${formatExact(units, asset.decimals)} ${asset.symbol}`;
  return oneCall({
    id: "claimBidBond",
    title: `Take ${money(amount)} back`,
    summary: [{ label: "You receive", value: money(amount), note: `Your bond of auction ${auction}.` }],
    explanation: "Pays the bond of your bid out to your account.",
    to: contract,
    data: encodeFunctionData({ abi, functionName: "claimBond", args: [auction, account] }),
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi, eventName: "BondClaimed", logs: logsOf(receipt, contract) });
      return [{ label: "Received", value: money(proven(log, "claim").args.amount) }];
    },
  });
}

/** Approves the facility on the best bid. Anyone may. */
export function awardFlow(contract: Address, auction: bigint, terms: OfferedTerms, words: string): Flow {
  return oneCall({
    id: "endAuction",
    title: `Award auction ${auction}`,
    summary: [{ label: "To the best bid", value: words, note: "Its operator may draw from then on." }],
    label: "Award it",
    explanation: "Approves the facility on the best bid; the winner's bond becomes its first loss.",
    to: contract,
    data: encodeFunctionData({ abi, functionName: "award", args: [auction, terms] }),
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi, eventName: "AuctionAwarded", logs: logsOf(receipt, contract) });
      return [{ label: "Awarded to", value: proven(log, "award").args.winner }];
    },
  });
}

/** Ends an auction that nobody won. Anyone may. */
export function closeAuctionFlow(contract: Address, auction: bigint): Flow {
  return oneCall({
    id: "endAuction",
    title: `Close auction ${auction}`,
    summary: [{ label: "Won by", value: "nobody", note: "Bonds of seals that stayed shut go to the vault." }],
    label: "Close it",
    explanation: "Ends the auction; the cluster can be offered again.",
    to: contract,
    data: encodeFunctionData({ abi, functionName: "close", args: [auction] }),
    verify: (receipt) => {
      const [log] = parseEventLogs({ abi, eventName: "AuctionEnded", logs: logsOf(receipt, contract) });
      proven(log, "end");
      return [{ label: "Auction", value: "closed" }];
    },
  });
}
