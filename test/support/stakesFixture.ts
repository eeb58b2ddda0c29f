import { encodeBytes32String, keccak256, AbiCoder, type BytesLike } from "ethers";
import { LOCAL_ACTORS } from "../../deploy/parameters/local.ts";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { ethers, EVIDENCE, LONG_WINDOW, networkHelpers, now, pending } from "./disputesFixture.ts";
import type { Report } from "./reports.ts";
import { DAY, HOUR, usdc } from "./units.ts";

const { time } = networkHelpers;

export const LEAST_STAKE = usdc("10_000");
/** What reporters have put up: twice as much. */
export const STAKE = usdc("20_000");
export const RELEASE_DELAY = 90n * DAY;
export const AWARD = { None: 0n, Paid: 1n, Stopped: 2n } as const;

/** Cluster 1's first report is pending; its first hour is over in the next second. */
export async function staked(): Promise<Staking> {
  return withSteps(await networkHelpers.loadFixture(deployStaked));
}

/** As it is in its first hour. */
export async function young(): Promise<Staking> {
  return withSteps(await networkHelpers.loadFixture(deployYoung));
}

/** Its first hour over, challenged in that very second, and overturned by the arbiter. */
export async function overturned(): Promise<Staking> {
  return withSteps(await networkHelpers.loadFixture(deployOverturned));
}

export type Staking = ReturnType<typeof withSteps>;

async function deployYoung() {
  const fixture = await pending();
  const { submittedAt } = await fixture.oracle.reportOf(1n, 1n);
  const standby = (await ethers.getSigners())[LOCAL_ACTORS.firstStandby];
  if (!standby) throw new Error("The chain has too few accounts.");
  return { ...fixture, submittedAt, standby };
}

async function deployStaked() {
  const fixture = await networkHelpers.loadFixture(deployYoung);
  await time.increaseTo(fixture.submittedAt + HOUR - 1n);
  return fixture;
}

async function deployOverturned() {
  const fixture = await networkHelpers.loadFixture(deployStaked);
  const { challenge, decideAgainst } = withSteps(fixture);
  await challenge("gross");
  await decideAgainst();
  return fixture;
}

function withSteps(fixture: Awaited<ReturnType<typeof deployYoung>>) {
  const { asset, disputes, escrow, stakes, stakeEscrow, oracle, arbiter, challenger, made, sign, defend } = fixture;

  const challenge = async (field: string, by: HardhatEthersSigner = challenger) => {
    const { revision } = await oracle.reportOf(1n, 1n);
    return disputes.connect(by).challenge(1n, 1n, revision, encodeBytes32String(field), EVIDENCE);
  };
  const decideAgainst = async () => {
    await defend();
    return disputes.connect(arbiter).decide(1n, 1n, false);
  };
  /** The next revision, with what was wrong put right; a dispute ends by it where it is open. */
  const correction = async (changes: Partial<Report>, revision = 1n) => {
    const corrected = { ...made, revision, ...changes };
    return { corrected, ...(await sign(corrected)) };
  };
  const concede = async (changes: Partial<Report> = { gross: made.gross - 1n }) => {
    const { corrected, signers, signatures } = await correction(changes);
    await disputes.correct(corrected, signers, signatures);
    return corrected;
  };
  const submitCorrection = async (changes: Partial<Report> = { gross: made.gross - 1n }) => {
    const { corrected, signers, signatures } = await correction(changes);
    await oracle.submit(corrected, signers, signatures);
    return corrected;
  };
  /** A long window after the period has become final, less a second. */
  const waitForAward = async () => {
    const { finalAt } = await oracle.reportOf(1n, 1n);
    await time.increaseTo(finalAt + LONG_WINDOW - 1n);
  };
  const claim = (standing: Report = made, dispute = 1n) => stakes.claimAward(disputes, dispute, made, standing);

  /** Mints, approves and posts. */
  const post = async (by: HardhatEthersSigner, amount: bigint) => {
    await asset.mint(by, amount);
    await asset.connect(by).approve(stakeEscrow, amount);
    return stakes.connect(by).post(amount);
  };
  /** What is left of a reporter's stake once it has left and taken the rest; it can't sign then. */
  const leaveWith = async (left: bigint, ...reporters: readonly HardhatEthersSigner[]) => {
    for (const reporter of reporters) await stakes.connect(reporter).resign();
    await time.increase(RELEASE_DELAY);
    for (const reporter of reporters) {
      await stakes.connect(reporter).withdraw((await stakes.stakeOf(reporter)) - left, reporter);
    }
  };
  /** Bonds that came back, and awards: each waits in its own escrow. */
  const creditsOf = async (who: HardhatEthersSigner) =>
    (await escrow.creditOf(who)) + (await stakeEscrow.creditOf(who));
  const stakesOf = (reporters: readonly HardhatEthersSigner[]) =>
    Promise.all(reporters.map((reporter) => stakes.stakeOf(reporter)));

  return {
    ...fixture,
    ...{
      challenge,
      decideAgainst,
      concede,
      submitCorrection,
      waitForAward,
      claim,
      post,
      leaveWith,
      stakesOf,
      creditsOf,
      now,
    },
  };
}

/** The escrow's account of the fees of a report, for who signed it. */
export const feesAccountOf = (content: BytesLike, signers: bigint): string =>
  keccak256(AbiCoder.defaultAbiCoder().encode(["string", "bytes32", "uint256"], ["fees", content, signers]));
