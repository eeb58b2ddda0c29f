import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, Result, type AddressLike, type ContractTransactionResponse } from "ethers";
import type { CapitalAuction, MockToken } from "../../build/types/index.ts";
import { PLAIN_TERMS } from "../../scripts/lib/plainTerms.ts";
import { ROLES } from "@gpu-yield-vaults/sdk/roles";
import { actors } from "./actors.ts";
import { chainNamed } from "./chains.ts";
import { deployEscrow, entrust } from "./custody.ts";
import { DAY, usdc } from "./units.ts";

const chain = await chainNamed("auction");
export const { ethers, networkHelpers } = chain;
const { time } = networkHelpers;

export const BOND = usdc("10_000");
export const AWARD_WINDOW = 7n * DAY;
export const BREAK_WINDOW = 30n * DAY;
export const CLUSTER = 1n;

export const AUCTION = {
  None: 0n,
  Open: 1n,
  Awarded: 2n,
  Kept: 3n,
  Broken: 4n,
  Failed: 5n,
  Closed: 6n,
  Cancelled: 7n,
} as const;

/** Where a facility stands, as a manager numbers it. */
export const FACILITY = { None: 0n, Approved: 1n, Drawn: 2n, InService: 3n, Retired: 4n, Resolving: 5n } as const;

export const FORM = { RevenueShare: 0n, Loan: 1n, Lease: 2n } as const;

/** A bid of 9 % a year, and the range that the auctions of these tests ask for. */
export const percent = (value: number): bigint => BigInt(Math.round(value * 100)) * 10n ** 14n;
export const LEAST = percent(8);
export const CEILING = percent(12);

export type Request = {
  cluster: bigint;
  leastBid: bigint;
  bond: bigint;
  commitUntil: bigint;
  revealUntil: bigint;
};

export type AuctionTerms = typeof PLAIN_TERMS & {
  form: bigint;
  amount: bigint;
  vaultShareBps: bigint;
  reserveTarget: bigint;
  inServiceBy: bigint;
  paymentGrace: bigint;
  bondBps: bigint;
};

/** A loan of 8,000,000 over three years, at 12 % at most. */
export function loanTerms(inServiceBy: bigint): AuctionTerms {
  return {
    ...PLAIN_TERMS,
    form: FORM.Loan,
    amount: usdc("8_000_000"),
    vaultShareBps: 0n,
    reserveTarget: 0n,
    inServiceBy,
    paymentGrace: 5n * DAY,
    bondBps: 500n,
    debt: { ...PLAIN_TERMS.debt, yearlyRate: CEILING, period: 30n * DAY, payments: 36n },
  };
}

/** Three operators are admitted; nothing is offered yet. */
export async function admitted(): Promise<Auctioning> {
  return networkHelpers.loadFixture(deployPlain);
}

/** Capital is offered for cluster 1: a loan, two days for commitments and two for reveals. */
export async function opened(): Promise<Opened> {
  return networkHelpers.loadFixture(deployOpened);
}

/** Alice, Bob and Carol have committed, in this order; no salt but their names. */
export async function committed(): Promise<Opened> {
  return networkHelpers.loadFixture(deployCommitted);
}

/** Alice bid 9 %, Bob 10 %, and it is time for the award; Carol has opened nothing. */
export async function revealed(): Promise<Opened> {
  return networkHelpers.loadFixture(deployRevealed);
}

/** Bob has won. */
export async function awarded(): Promise<Opened> {
  return networkHelpers.loadFixture(deployAwarded);
}

/** As `admitted`, around any token that can be minted. */
export async function auctionAround(token: string, args: readonly unknown[]): Promise<Auctioning> {
  const asset = await ethers.deployContract(token, [...args]);
  return deployAround(await ethers.getContractAt("MockToken", asset));
}

/** As `opened`, for an auction that stands. */
export async function offer(fixture: Auctioning): Promise<Opened> {
  const { auction, curator, request, terms } = await asked(fixture);
  await auction.connect(curator).open(request, terms);
  return { ...fixture, request, terms };
}

/** A request and its terms, as of now. */
export async function asked<F extends Auctioning>(fixture: F): Promise<F & { request: Request; terms: AuctionTerms }> {
  const t = await now();
  const request = {
    cluster: CLUSTER,
    leastBid: LEAST,
    bond: BOND,
    commitUntil: t + 2n * DAY,
    revealUntil: t + 4n * DAY,
  };
  return { ...fixture, request, terms: loanTerms(t + 60n * DAY) };
}

/** A struct that a contract returned, by the names of its fields. */
export function named(struct: unknown): Record<string, unknown> {
  if (!(struct instanceof Result)) throw new Error("not a struct");
  return struct.toObject(true) as Record<string, unknown>;
}

type Sent = Promise<ContractTransactionResponse>;

/** What a bidder's salt is in these tests. */
export const saltOf = (bidder: { address: string }): string => id(bidder.address);

/** Commits to a bid. */
export async function seal(auction: CapitalAuction, bidder: HardhatEthersSigner, bid: bigint, number = 1n): Sent {
  const hash = await auction.commitmentHash(number, bidder, bid, saltOf(bidder));
  return auction.connect(bidder).commit(number, hash);
}

/** Reveals it. */
export async function unseal(auction: CapitalAuction, bidder: HardhatEthersSigner, bid: bigint, number = 1n): Sent {
  return auction.connect(bidder).reveal(number, bid, saltOf(bidder));
}

async function deployAround(asset: MockToken) {
  const cast = await actors(ethers, "admin", "curator", "guardian", "alice", "bob", "carol", "receiver", "stranger");
  const { admin, curator, guardian } = cast;
  const bidders = [cast.alice, cast.bob, cast.carol] as const;
  const manager = await ethers.deployContract("AccessManager", [admin.address]);
  const financier = await ethers.deployContract("MockApprovingManager", [asset]);
  const escrow = await deployEscrow(ethers, manager, asset);
  const bond = await ethers.deployContract("OperatorBond", [manager, financier, financier, escrow, 30n * DAY]);
  await financier.bind(bond);
  const auction = await ethers.deployContract("CapitalAuction", [manager, financier, financier]);
  await entrust(manager, bond, auction);

  const selectors = (names: readonly ("admit" | "open" | "withdraw" | "forfeit" | "dismiss" | "cancel")[]) =>
    names.map((name) => auction.interface.getFunction(name).selector);
  await manager.setTargetFunctionRole(auction, selectors(["admit", "open", "withdraw", "forfeit"]), ROLES.curator);
  await manager.setTargetFunctionRole(auction, selectors(["dismiss", "cancel"]), ROLES.guardian);
  const slashing = (["seizeInto", "hold", "unhold"] as const).map((name) => bond.interface.getFunction(name).selector);
  await manager.setTargetFunctionRole(bond, slashing, ROLES.slasher);
  await manager.grantRole(ROLES.curator, curator, 0);
  await manager.grantRole(ROLES.guardian, guardian, 0);
  await manager.grantRole(ROLES.slasher, auction, 0);
  for (const holder of [...bidders, cast.stranger]) {
    await asset.mint(holder, usdc("1_000_000"));
    await asset.connect(holder).approve(escrow, ethers.MaxUint256);
  }
  for (const bidder of bidders) await auction.connect(curator).admit(bidder);
  return { ...cast, bidders, manager, financier, escrow, bond, auction, asset };
}

async function deployPlain() {
  return deployAround(await ethers.deployContract("MockToken", ["Dollar", "USD", 6]));
}

async function deployOpened() {
  return offer(await networkHelpers.loadFixture(deployPlain));
}

async function deployCommitted() {
  const fixture = await networkHelpers.loadFixture(deployOpened);
  const { auction, alice, bob, carol } = fixture;
  await seal(auction, alice, percent(9));
  await seal(auction, bob, percent(10));
  await seal(auction, carol, percent(11));
  return fixture;
}

async function deployRevealed() {
  const fixture = await networkHelpers.loadFixture(deployCommitted);
  const { auction, alice, bob, request } = fixture;
  await time.increaseTo(request.commitUntil);
  await unseal(auction, alice, percent(9));
  await unseal(auction, bob, percent(10));
  await time.increaseTo(request.revealUntil);
  return fixture;
}

async function deployAwarded() {
  const fixture = await networkHelpers.loadFixture(deployRevealed);
  await fixture.auction.award(1n, fixture.terms);
  return fixture;
}

export type Auctioning = Awaited<ReturnType<typeof deployAround>>;
export type Opened = Auctioning & { request: Request; terms: AuctionTerms };

/** The second of the newest block. */
export async function now(): Promise<bigint> {
  return BigInt(await time.latest());
}

/** What somebody can claim back of auction 1. */
export async function claimable(auction: CapitalAuction, bidder: AddressLike): Promise<bigint> {
  return auction.claimableOf(1n, bidder);
}
