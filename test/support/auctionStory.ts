import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id } from "ethers";
import { PLAIN_TERMS } from "../../scripts/lib/plainTerms.ts";
import { FORM, percent } from "./auctionFixture.ts";
import { deployed, ethers, facts, networkHelpers, now, TERMS } from "./protocol.ts";
import { DAY, usdc } from "./units.ts";

const { time } = networkHelpers;

export const BID_BOND = usdc("10_000");
export const CLUSTER = 1n;

/**
 * Capital for cluster 1 is offered: a loan of 8,000,000 over three years, at 8 to 12 %, with a bond of 10,000 a bid.
 * Three operators are admitted; the title names the first.
 */
export async function auctionStory(): Promise<ReturnType<typeof withSteps>> {
  return withSteps(await networkHelpers.loadFixture(deployOffered));
}

async function deployOffered() {
  const fixture = await deployed();
  const { act, auction, registry, loans, escrow, asset, curator, operator: alice, other: bob, buyer: carol } = fixture;
  await act(curator, registry, "register", [facts(alice.address), await loans.getAddress()]);
  for (const bidder of [alice, bob, carol]) {
    await act(curator, auction, "admit", [bidder.address]);
    await asset.connect(bidder).approve(escrow, ethers.MaxUint256);
  }
  const t = await now();
  const request = {
    cluster: CLUSTER,
    leastBid: percent(8),
    bond: BID_BOND,
    commitUntil: t + 5n * DAY,
    revealUntil: t + 7n * DAY,
  };
  const loan = {
    ...TERMS,
    form: FORM.Loan,
    vaultShareBps: 0n,
    reserveTarget: 0n,
    bondBps: 12n,
    inServiceBy: t + 60n * DAY,
    debt: { ...PLAIN_TERMS.debt, yearlyRate: percent(12), period: 30n * DAY, payments: 36n },
  };
  await act(curator, auction, "open", [request, loan]);
  return { ...fixture, alice, bob, carol, request, loan };
}

/** What bidders do, in a word each; their salts are their names. */
function withSteps<F extends Awaited<ReturnType<typeof deployOffered>>>(fixture: F) {
  const { auction, request } = fixture;

  const seal = async (bidder: HardhatEthersSigner, bid: bigint) =>
    auction.connect(bidder).commit(1n, await auction.commitmentHash(1n, bidder, bid, id(bidder.address)));

  const unseal = async (bidder: HardhatEthersSigner, bid: bigint) =>
    auction.connect(bidder).reveal(1n, bid, id(bidder.address));

  /** All seals are shut; nobody can bid any more. */
  const untilReveals = () => time.increaseTo(request.commitUntil);

  /** Nobody can reveal any more. */
  const untilAward = () => time.increaseTo(request.revealUntil);

  /** Alice bids 9 %, Bob 9.75 %, Carol 11 %, which she does not reveal. */
  const toTheAward = async () => {
    await seal(fixture.alice, percent(9));
    await seal(fixture.bob, percent(9.75));
    await seal(fixture.carol, percent(11));
    await untilReveals();
    await unseal(fixture.alice, percent(9));
    await unseal(fixture.bob, percent(9.75));
    await untilAward();
  };

  return { ...fixture, seal, unseal, untilReveals, untilAward, toTheAward };
}
