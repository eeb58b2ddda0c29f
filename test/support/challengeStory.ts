import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String, id } from "ethers";
import { LOCAL_ACTORS } from "../../deploy/parameters/local.ts";
import { at, COST, ethers, networkHelpers, now, ordered, PERIOD, TERMS } from "./protocol.ts";
import { signReport, type Report } from "./reports.ts";
import { signWord } from "./defence.ts";
import { DAY, HOUR, usdc } from "./units.ts";

export const CHALLENGE_BOND = usdc("1_000");
export const OPERATOR_BOND = usdc("400_000");
const BOND_BPS = 500n;

/**
 * Cluster 1 is financed and in service, with the operator's bond behind it. Its first period has been reported, in the
 * second `reportedAt`, and challenged an hour later; the rent is in the lockbox.
 */
export async function challengeStory(): Promise<Awaited<ReturnType<typeof withSteps>>> {
  return withSteps(await networkHelpers.loadFixture(deployChallenged));
}

/** As it is before anything is drawn: approved, and no bond yet. */
export async function bondStory(): Promise<Awaited<ReturnType<typeof deployApproved>>> {
  return networkHelpers.loadFixture(deployApproved);
}

async function deployApproved() {
  const fixture = await ordered();
  const { act, curator, origination, escrow, asset, operator } = fixture;
  const inServiceBy = (await now()) + 60n * DAY;
  await act(curator, origination, "approve", [1n, { ...TERMS, bondBps: BOND_BPS, inServiceBy }]);
  await asset.connect(operator).approve(escrow, ethers.MaxUint256);
  return { ...fixture, arbiter: await account(LOCAL_ACTORS.arbiter) };
}

async function deployChallenged() {
  const fixture = await deployApproved();
  const { origination, bond, disputes, escrow, asset, operator, stranger: challenger, reportAt, payIn } = fixture;
  await bond.connect(operator).post(1n, OPERATOR_BOND);
  await origination.connect(operator).draw(1n, COST, operator);
  const inServiceAt = (await now()) + HOUR;
  await at(inServiceAt, () => origination.connect(operator).commission(1n, inServiceAt));

  const reportedAt = inServiceAt + PERIOD + HOUR;
  const report = await reportAt(reportedAt, 1n);
  await payIn(1n, report.gross);
  await asset.connect(challenger).approve(escrow, ethers.MaxUint256);
  const gross = encodeBytes32String("gross");
  await at(reportedAt + HOUR, () => disputes.connect(challenger).challenge(1n, 1n, 0n, gross, id("an invoice")));
  return { ...fixture, challenger, inServiceAt, reportedAt, report };
}

async function account(index: number): Promise<HardhatEthersSigner> {
  const signer = (await ethers.getSigners())[index];
  if (!signer) throw new Error(`The chain has no account ${index}.`);
  return signer;
}

function withSteps(fixture: Awaited<ReturnType<typeof deployChallenged>>) {
  const { oracle, disputes, reporters, report } = fixture;

  /** Three reporters defend the report, in exactly this second. */
  const defendAt = async (second: bigint) => {
    const { signers, signatures } = await signWord(disputes, 1n, 1n, report.reporterSet, reporters.slice(0, 3));
    return at(second, () => disputes.defend(1n, 1n, report.reporterSet, signers, signatures));
  };

  /** The next revision of the report, with what was wrong put right, and a quorum's signatures. */
  const correction = async (changes: Partial<Report>) => {
    const corrected = { ...report, revision: report.revision + 1n, ...changes };
    return { corrected, ...(await signReport(oracle, corrected, reporters.slice(0, 3))) };
  };

  return { ...fixture, defendAt, correction };
}
