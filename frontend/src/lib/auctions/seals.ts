import { encodeAbiParameters, isHex, keccak256, size, type Address, type Hex } from "viem";

/** What opens a sealed bid. As a file it is the command line's, too. */
export type Seal = { auction: bigint; bidder: Address; bid: bigint; salt: Hex };

/** Where bids are sealed. */
export type SealPlace = { chainId: number; contract: Address };

const KEY = "bid-seals";

const PARTS = [
  { type: "uint256" },
  { type: "address" },
  { type: "uint256" },
  { type: "address" },
  { type: "uint128" },
  { type: "bytes32" },
] as const;

/** What is committed to: the contract's `commitmentHash`. */
export function sealHash({ chainId, contract }: SealPlace, { auction, bidder, bid, salt }: Seal): Hex {
  return keccak256(encodeAbiParameters(PARTS, [BigInt(chainId), contract, auction, bidder, bid, salt]));
}

/** A bid with a salt that nobody guesses. */
export function makeSeal(bid: Omit<Seal, "salt">): Seal {
  const salt = [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0"));
  return { ...bid, salt: `0x${salt.join("")}` };
}

export const sealText = ({ auction, bidder, bid, salt }: Seal): string =>
  `${JSON.stringify({ auction: `${auction}`, bidder, bid: `${bid}`, salt }, null, 2)}\n`;

/** The seal that a text is; undefined where it is none. */
export function readSeal(text: string): Seal | undefined {
  try {
    const { auction, bidder, bid, salt } = JSON.parse(text) as Record<string, unknown>;
    const isWhole = (value: unknown): value is string => typeof value === "string" && /^\d{1,39}$/.test(value);
    if (!isWhole(auction) || !isWhole(bid) || !isHex(salt) || size(salt) !== 32) return undefined;
    if (!isHex(bidder) || size(bidder) !== 20) return undefined;
    return { auction: BigInt(auction), bidder, bid: BigInt(bid), salt };
  } catch {
    return undefined;
  }
}

type Store = Pick<Storage, "getItem" | "setItem">;

/** Kept before anything is sent: without it the bond is lost. */
export function keepSeal(store: Store, place: SealPlace, seal: Seal): void {
  store.setItem(KEY, JSON.stringify({ ...sealsIn(store), [sealHash(place, seal)]: sealText(seal) }));
}

/** The seal behind a commitment, if it was made in this browser. */
export function sealBehind(store: Pick<Storage, "getItem">, hash: Hex): Seal | undefined {
  const text = sealsIn(store)[hash];
  return typeof text === "string" ? readSeal(text) : undefined;
}

function sealsIn(store: Pick<Storage, "getItem">): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(store.getItem(KEY) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
