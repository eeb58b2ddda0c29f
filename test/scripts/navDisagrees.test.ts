import { expect } from "chai";
import type { BaseContract } from "ethers";
import { localActor } from "../../scripts/lib/localAccounts.ts";
import { silent } from "../../scripts/lib/progress.ts";
import { planReplay } from "../../scripts/replay/plan.ts";
import { replay } from "../../scripts/replay/replay.ts";
import type { ChainContext } from "../../scripts/replay/setUp.ts";
import { parseTerms } from "../../scripts/scenario/terms.ts";
import { clusterStory } from "../support/clusterStory.ts";
import { monthlyDoubt } from "../support/doubtStory.ts";
import { limitsOf } from "../support/drawLimitsFixture.ts";
import {
  approved,
  at,
  COST,
  drawn,
  ethers,
  inService,
  networkHelpers,
  now,
  PERIOD,
  WINDOW,
} from "../support/protocol.ts";
import { HOUR, usdc } from "../support/units.ts";
import { SKETCHES, TERMS } from "./support/allForms.ts";
import { altered, contradictionsWith, evidenceOf, type Altered, type Evidence } from "./support/alteredLog.ts";
import { rowsOf } from "./support/scenarioFile.ts";

const DAY = 86_400;
const NOW = Math.floor(Date.now() / 1000);

type Row = readonly [contract: string, event: string, figure: string, sentence: string];

/** What nav recomputes: the last event of its kind, told a unit more, gives one sentence and no other. */
const TOLD: readonly Row[] = [
  ["vault", "Deposit", "shares", "the shares of a deposit"],
  ["vault", "Withdraw", "shares", "the shares of a withdrawal"],
  ["vault", "IncomeLocked", "locked", "locked after a skim"],
  ["vault", "IncomeLocked", "vestEnd", "the end of vesting after a skim"],
  ["vault", "RestrictedLocked", "locked", "a posting: restricted, locked"],
  ["vault", "RestrictedLocked", "vestEnd", "a posting: its end"],
  ["vault", "LossBooked", "loss", "a posting: loss booked"],
  ["vault", "LossBooked", "fromLocked", "a posting: of it out of locked amounts"],
  ["vault", "Posted", "cashIn", "a posting: cash in"],
  ["vault", "Posted", "fee", "a posting: fee"],
  ["vault", "Posted", "value", "a posting: change of value"],
  ["vault", "Posted", "slope", "a posting: change of depreciation"],
  ["vault", "Posted", "vestOver", "a posting: vesting over"],
  ["vault", "Posted", "locked", "a posting: locked"],
  ["vault", "Posted", "vestEnd", "a posting: vesting until"],
  ["vault", "FeePaid", "amount", "the fee paid out"],
  ["origination", "Drawn", "cost", "cluster 4: what has been drawn"],
  ["shares", "DeadlineSet", "deadline", "cluster 4: deadline"],
  ["loans", "DeadlineSet", "deadline", "cluster 2: deadline"],
  ["shares", "DepreciationStarted", "from", "cluster 4: start of depreciation"],
  ["shares", "DepreciationStarted", "until", "cluster 4: end of depreciation"],
  ["shares", "DepreciationStarted", "slope", "cluster 4: depreciation per second"],
  ["shares", "DepreciationStarted", "salvage", "cluster 4: salvage depreciated to"],
  ["shares", "PaidIn", "lockbox", "cluster 4: its lockbox"],
  ["loans", "WrittenDown", "loss", "cluster 2: what is written down"],
  ["loans", "WrittenDown", "valueAfter", "cluster 2: its value, written down"],
  ["loans", "WrittenDown", "salvage", "cluster 2: its salvage, written down"],
  ["loans", "WrittenDown", "slope", "cluster 2: its depreciation, written down"],
  ["shares", "Settled", "lines.cash", "cluster 4, period 24: cash"],
  ["shares", "Settled", "lines.energyCarried", "cluster 4, period 24: energy carried over, paid"],
  ["shares", "Settled", "lines.otherCarried", "cluster 4, period 24: other cost carried over, paid"],
  ["shares", "Settled", "lines.energy", "cluster 4, period 24: energy"],
  ["shares", "Settled", "lines.other", "cluster 4, period 24: other cost"],
  ["loans", "Settled", "lines.interest", "cluster 2, period 24: interest"],
  ["loans", "Settled", "lines.principal", "cluster 2, period 24: principal"],
  ["shares", "Settled", "lines.reserve", "cluster 4, period 24: reserve"],
  ["shares", "Settled", "lines.toVault", "cluster 4, period 24: vault's part of the residual"],
  ["shares", "Settled", "lines.toOperator", "cluster 4, period 24: operator's part"],
  ["shares", "Settled", "lines.preferred", "cluster 4, period 24: preferred part"],
  ["shares", "Settled", "lines.trapped", "cluster 4, period 24: trapped cash"],
  ["loans", "Settled", "lines.fromReserve", "cluster 2, period 24: paid by the reserve"],
  ["shares", "Settled", "vestFrom", "cluster 4, period 24: where vesting counts from"],
  ["shares", "Settled", "carriedEnergy", "cluster 4, period 24: energy carried over"],
  ["shares", "Settled", "carriedOther", "cluster 4, period 24: other cost carried over"],
  ["loans", "Repaid", "vestFrom", "cluster 2, repaid: where vesting counts from"],
  ["loans", "ResidualSwept", "toDebt", "cluster 2: swept to debt"],
  ["shares", "ResidualSwept", "toReserve", "cluster 4: swept to the reserve"],
  ["shares", "TrappedCashFreed", "amount", "cluster 4: trapped cash, freed"],
  ["ledger", "DebtBegun", "debt.principal", "cluster 3: principal of the schedule"],
  ["ledger", "DebtBegun", "debt.payment", "cluster 3: level payment"],
  ["ledger", "DebtBegun", "debt.finalPayment", "cluster 3: final payment"],
  ["ledger", "DebtBegun", "debt.growth", "cluster 3: rate of a period"],
  ["ledger", "DebtBegun", "debt.payments", "cluster 3: payments to come"],
  ["ledger", "DebtBegun", "debt.start", "cluster 3: start of the schedule"],
  ["ledger", "DebtBegun", "debt.period", "cluster 3: its period"],
  ["ledger", "DebtPaid", "lateInterest", "cluster 2: late interest paid"],
  ["ledger", "DebtPaid", "interest", "cluster 2: interest paid"],
  ["ledger", "DebtPaid", "principal", "cluster 2: principal paid"],
  ["ledger", "DebtPaid", "outstanding", "cluster 2: outstanding"],
  ["ledger", "DebtPrepaid", "principal", "cluster 1: paid ahead of its time"],
  ["ledger", "DebtPrepaid", "debt.payment", "cluster 1: level payment"],
  ["covenants", "CovenantsTested", "tier", "cluster 4: tier asked for"],
  ["covenants", "CovenantsTested", "figures.priceBps", "cluster 4: price of its low edge (bps)"],
  ["covenants", "CovenantTierChanged", "oldTier", "cluster 4: tier before"],
  ["covenants", "CovenantTierChanged", "newTier", "cluster 4: tier after"],
  ["loans", "ResolutionBegun", "value", "cluster 2: its value when its resolution began"],
  ["loans", "ResolutionBegun", "exitValue", "cluster 2: its exit value then"],
  ["workouts", "Recovered", "ofValue", "cluster 2: what came back for value"],
  ["workouts", "ClaimChanged", "before", "cluster 2: what was claimed of its losses"],
  ["workouts", "ClaimChanged", "left", "cluster 2: what is claimed"],
  ["workouts", "ResolutionClosed", "value", "cluster 2: the value it closed on"],
  ["workouts", "ResolutionClosed", "fromBond", "cluster 2: what the bond bore"],
  ["workouts", "ResolutionClosed", "fromReserve", "cluster 2: what the reserve bore"],
  ["workouts", "GpusRetired", "left", "cluster 4: GPUs left"],
  ["workouts", "GpusRetired", "value", "cluster 4: the value of that part"],
  ["workouts", "GpusRetired", "fromBond", "cluster 4: what the bond bore"],
  ["workouts", "GpusRetired", "fromReserve", "cluster 4: what the reserve bore"],
  ["losses", "LossMarked", "delinquent", "cluster 2: whole tokens announced as lost"],
  ["bond", "BondPosted", "bond", "cluster 2: a bond"],
  ["bond", "BondSeized", "taken", "cluster 2: what was taken of its bond"],
  ["bond", "BondSeized", "bond", "cluster 2: a bond"],
];

/** What only the event itself tells: what it contradicts is said, and so is what follows. */
const BELIEVED: readonly Row[] = [
  ["loans", "Repaid", "interest", "cluster 2, repaid: interest"],
  ["loans", "ValueLeft", "valueOut", "cluster 2: the value that left"],
  ["loans", "ValueLeft", "cash", "cluster 2: cash for the value"],
  ["loans", "ValueLeft", "fromReserve", "cluster 2: what left the reserve"],
];

/** What takes a chain of its own. */
const RARE: readonly (readonly [begin: () => Promise<{ vault: BaseContract }>, ...Row])[] = [
  [collected, "vault", "FeeAccrued", "amount", "the fee taken out of locked amounts"],
  [collected, "vault", "FeeAccrued", "mark", "the mark of the fee"],
  [collected, "vault", "FeeChanged", "oldBps", "the old rate of the fee"],
  [everybodyLeft, "vault", "RemainderCredited", "assets", "what was left"],
  [everybodyLeft, "vault", "RemainderCredited", "shares", "the shares of what was left"],
  [everybodyLeft, "vault", "RemainderCredited", "unlocked", "what vested at once"],
  [noticed, "drawLimits", "DrawNoticed", "nav", "the NAV at a notice of drawing"],
  [disputed, "shares", "DeadlinePostponed", "time", "cluster 1: what doubts take"],
  [returned, "origination", "DrawReturned", "cost", "cluster 1: what is still drawn"],
  [claimed, "shares", "EarningsClaimed", "amount", "cluster 1: what its operator claimed"],
  [overpaid, "shares", "ExcessReturned", "amount", "cluster 1: what lay in its lockbox beyond what was reported"],
  [overpaid, "shares", "ReserveReturned", "amount", "cluster 1: reserve returned"],
  [released, "bond", "BondReleased", "bond", "cluster 1: a bond"],
];

const saidOf = (sentence: string, { before }: Altered) => `${sentence} was ${before + 1n}, by the terms ${before}`;

function partOf(parts: object, name: string): BaseContract {
  const part = (parts as Record<string, BaseContract>)[name];
  if (!part) throw new Error(`there is no ${name}`);
  return part;
}

describe("nav, told a figure that is a unit off", function () {
  this.timeout(300_000);

  let context: ChainContext;
  let evidence: Evidence;

  before(async () => {
    const terms = parseTerms(TERMS);
    ({ context } = await replay(planReplay(rowsOf(SKETCHES, terms), terms), NOW, silent));
    await goOn(context);
    const { provider } = context.chain.connection.ethers;
    evidence = await evidenceOf(provider, await context.contracts.vault.getAddress());
  });
  after(async () => {
    await context.chain.connection.close();
  });

  it("contradicts nothing that was told as it was", async () => {
    expect(await contradictionsWith(evidence)).to.deep.equal([]);
  });

  for (const [contract, event, figure, sentence] of TOLD) {
    it(`says so of ${event}.${figure}`, async () => {
      const one = altered(evidence, { contract: partOf(context.contracts, contract), event, figure });
      expect(await contradictionsWith(evidence, one)).to.deep.equal([saidOf(sentence, one)]);
    });
  }

  for (const [contract, event, figure, sentence] of BELIEVED) {
    it(`says so of ${event}.${figure}, and of what follows from it`, async () => {
      const one = altered(evidence, { contract: partOf(context.contracts, contract), event, figure });
      expect(await contradictionsWith(evidence, one)).to.include(saidOf(sentence, one));
    });
  }
});

describe("nav, told a figure of something rare that is a unit off", function () {
  this.timeout(60_000);

  for (const [begin, contract, event, figure, sentence] of RARE) {
    it(`says so of ${event}.${figure}`, async () => {
      const fixture = await begin();
      const evidence = await evidenceOf(ethers.provider, await fixture.vault.getAddress());
      const one = altered(evidence, { contract: partOf(fixture, contract), event, figure });
      expect(await contradictionsWith(evidence, one)).to.deep.equal([saidOf(sentence, one)]);
    });
  }
});

/** What a replay does not have: a skim, a fee collected, an exit at once, a loss booked, a resolution closed. */
async function goOn({ chain, contracts }: ChainContext): Promise<void> {
  const { accessManager, asset, bond, escrow, loans, losses, vault, workouts } = contracts;
  const [curator, depositor, operator] = (["curator", "depositor", "operator"] as const).map(
    (role) => localActor(role).address,
  ) as [string, string, string];
  const { timestamp: at = 0 } = (await chain.connection.ethers.provider.getBlock("latest")) ?? {};
  const schedule = async ({ to, data }: { to: string; data: string }) =>
    chain.send(curator, at, await accessManager.schedule.populateTransaction(to, data, 0));
  const skim = await vault.skim.populateTransaction();
  const opening = await workouts.openResolution.populateTransaction(2);
  const closing = await workouts.closeResolution.populateTransaction(2);
  await chain.send(operator, at, await asset.mint.populateTransaction(await vault.getAddress(), 12_345_678n));
  for (const act of [skim, opening, closing]) await schedule(act);
  await chain.send(curator, at, await losses.announceWriteDown.populateTransaction(2, 1n << 28n));
  await chain.send(operator, at, await asset.mint.populateTransaction(operator, 1_000_000_000n));
  await chain.send(operator, at, await asset.approve.populateTransaction(await escrow.getAddress(), 9_000_000n));
  await chain.send(operator, at, await bond.post.populateTransaction(2, 9_000_000n));
  await chain.send(depositor, at, await vault.withdraw.populateTransaction(1_000_000n, depositor, depositor));
  const later = at + 2 * DAY;
  await chain.send(curator, later, skim);
  await chain.send(operator, later, await vault.collectFee.populateTransaction());
  await chain.send(operator, later, await workouts.bookLoss.populateTransaction(2, 0n));
  await chain.send(operator, later, await loans.repay.populateTransaction(2, 70_000_000n));
  await chain.send(curator, later, opening);
  await chain.send(curator, later, await workouts.offerSale.populateTransaction(2, operator, 1_000_000n));
  await chain.send(operator, later, await asset.approve.populateTransaction(await workouts.getAddress(), 1_000_000n));
  await chain.send(operator, later + 2 * DAY, await workouts.buy.populateTransaction(2, 1_000_000n));
  await chain.send(curator, later + 3 * DAY, closing);
}

/** Four days of rent, and ten hours later the fee is collected; a day later its rate is another one. */
async function collected() {
  const story = await clusterStory();
  const { vault, accessManager, governor, feeRecipient, stranger, fullPeriod, settledAt } = story;
  for (const period of [1n, 2n, 3n, 4n]) await fullPeriod(period);
  await at(settledAt(4n) + 10n * HOUR, () => vault.connect(stranger).collectFee());
  const change = vault.interface.encodeFunctionData("setFee", [500n, feeRecipient.address]);
  await accessManager.connect(governor).schedule(vault, change, 0);
  await networkHelpers.time.increase(10n * 86_400n);
  await vault.connect(governor).setFee(500n, feeRecipient);
  return story;
}

/** Its hardware is sold with a gain, everybody leaves while that vests, and somebody comes. */
async function everybodyLeft() {
  const fixture = await inService();
  const { workouts, vault, curator, buyer, depositor, other, act } = fixture;
  await act(curator, workouts, "offerSale", [1n, buyer.address, COST + usdc("90_000")]);
  const t = (await now()) + HOUR;
  await at(t, () => workouts.connect(buyer).buy(1n, COST + usdc("90_000")));
  const shares = await vault.balanceOf(depositor);
  await at(t + 24n * HOUR, () => vault.connect(depositor).redeem(shares, depositor, depositor));
  await at(t + 48n * HOUR, () => vault.connect(other).deposit(usdc("1_000_000"), other));
  return fixture;
}

async function noticed() {
  const fixture = await approved();
  const { drawLimits, guardian, operator } = fixture;
  await drawLimits.connect(guardian).lowerLimits({ ...(await limitsOf(drawLimits)), clusterBps: 8_000n });
  await drawLimits.connect(operator).noticeDraw(1n);
  return fixture;
}

async function disputed() {
  const story = await monthlyDoubt();
  await story.reportAt(await story.lastInTime(), 1n);
  await story.challenge(1n);
  return story;
}

async function returned() {
  const fixture = await drawn();
  const { drawEscrow, origination, asset, vault, operator } = fixture;
  const escrow = await drawEscrow.getAddress();
  await networkHelpers.impersonateAccount(escrow);
  await networkHelpers.setBalance(escrow, 10n ** 18n);
  await asset.connect(operator).transfer(vault, 7_000_000n);
  await origination.connect(await ethers.getSigner(escrow)).returnDraw(1n, 7_000_000n);
  return fixture;
}

/** A day's rent is paid and settled, with 100 more than was reported. */
async function settled() {
  const fixture = await inService();
  const { shares, inServiceAt, reportAt, payIn } = fixture;
  const submittedAt = inServiceAt + PERIOD + HOUR;
  const report = await reportAt(submittedAt, 1n);
  await payIn(1n, report.gross + usdc("100"));
  await at(submittedAt + WINDOW, () => shares.settle(1n));
  return fixture;
}

async function claimed() {
  const fixture = await settled();
  const { shares, operator } = fixture;
  await shares.connect(operator).claimEarnings([1n], operator);
  return fixture;
}

/** It is sold, and 90 days later what was paid too much goes back. */
async function overpaid() {
  const fixture = await settled();
  const { shares, workouts, curator, buyer, act } = fixture;
  await act(curator, workouts, "offerSale", [1n, buyer.address, COST]);
  await workouts.connect(buyer).buy(1n, COST);
  await networkHelpers.time.increase(90n * 86_400n);
  await shares.returnExcess(1n);
  return fixture;
}

async function released() {
  const fixture = await approved();
  const { bond, asset, escrow, operator } = fixture;
  await asset.mint(operator, 5n);
  await asset.connect(operator).approve(escrow, 5n);
  await bond.connect(operator).post(1n, 5n);
  await bond.connect(operator).release(1n, 2n, operator);
  return fixture;
}
