import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { encodeBytes32String, id } from "ethers";
import { LOCAL_ACTORS } from "../../deploy/parameters/local.ts";
import { at, type deployed, ethers, inService, inServiceMonthly, networkHelpers, now } from "./protocol.ts";
import { signReport, type Report } from "./reports.ts";
import { signWord } from "./defence.ts";

const { time } = networkHelpers;

type Fixture = Awaited<ReturnType<typeof deployed>>;

/** What people do about a report of cluster 1, in a word each. */
async function withDoubt<F extends Fixture>(fixture: F) {
  const { oracle, quorum, disputes, registry, shares, reporters, guardian, stranger } = fixture;
  const arbiter = await account(LOCAL_ACTORS.arbiter);

  const challenge = async (period: bigint, field = "gross", by: HardhatEthersSigner = stranger) => {
    const { revision } = await oracle.reportOf(1n, period);
    const evidence = id("an invoice that nobody wrote");
    return disputes.connect(by).challenge(1n, period, revision, encodeBytes32String(field), evidence);
  };

  /** Three reporters stand by a report. */
  const defend = async (period: bigint) => {
    const set = await quorum.version();
    const { signers, signatures } = await signWord(disputes, 1n, period, set, reporters.slice(0, 3));
    return disputes.defend(1n, period, set, signers, signatures);
  };

  /** In a period's last second in which a challenge is heard. */
  const lastOfWindow = async (period: bigint) => (await oracle.reportOf(1n, period)).finalAt - 1n;

  /** Everybody takes all the time there is, and the arbiter finds that the report is true. */
  const doubtInVain = async (period: bigint) => {
    const challengedAt = await lastOfWindow(period);
    await at(challengedAt, () => challenge(period));
    await upholdLate(period);
    return challengedAt;
  };
  const upholdLate = async (period: bigint) => {
    const { answerBy } = await disputes.disputeOf(1n, period);
    await time.setNextBlockTimestamp(answerBy - 1n);
    await defend(period);
    const { arbiterBy } = await disputes.disputeOf(1n, period);
    return at(arbiterBy - 1n, () => disputes.connect(arbiter).decide(1n, period, true));
  };

  /** Since when cluster 1 is late; 0: it is not. */
  const lateSince = async () => (await shares.statusOf(1n)).delinquentSince;

  /** The next revision of a report, in exactly this second, signed by three. */
  const reportAgainAt = async (second: bigint, report: Report, changes: Partial<Report> = {}) => {
    const { period, revision } = await oracle.nextReport(1n);
    const next = { ...report, period, revision, ...changes };
    const { signers, signatures } = await signReport(oracle, next, reporters.slice(0, 3));
    await at(second, () => oracle.submit(next, signers, signatures));
    return next;
  };

  /** The last second in which the next report is in time. */
  const lastInTime = async () => (await oracle.nextReport(1n)).deadline;

  const veto = (period: bigint) => oracle.connect(guardian).veto(1n, period);

  return {
    ...fixture,
    ...{
      arbiter,
      challenge,
      defend,
      lastOfWindow,
      doubtInVain,
      upholdLate,
      lateSince,
      reportAgainAt,
      lastInTime,
      veto,
    },
    ...{ registry },
  };
}

async function account(index: number): Promise<HardhatEthersSigner> {
  const signer = (await ethers.getSigners())[index];
  if (!signer) throw new Error(`The chain has no account ${index}.`);
  return signer;
}

export { now };

/** A fixture with who doubts its reports, and who answers. */
export async function doubting<F extends Fixture>(fixture: F): ReturnType<typeof withDoubt<F>> {
  return withDoubt(fixture);
}

const monthly = async () => withDoubt(await inServiceMonthly());
const daily = async () => withDoubt(await inService());

/** Cluster 1 is reported every thirty days, 8,000,000 drawn for it. */
export async function monthlyDoubt(): ReturnType<typeof monthly> {
  return monthly();
}

/** As `monthlyDoubt`, reported daily. */
export async function dailyDoubt(): ReturnType<typeof daily> {
  return daily();
}
