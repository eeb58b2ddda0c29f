import { expect } from "chai";
import type { ProtocolContracts } from "../../deploy/contracts.ts";
import { localActor } from "../../scripts/lib/localAccounts.ts";
import type { LocalChain } from "../../scripts/lib/localChain.ts";
import { silent } from "../../scripts/lib/progress.ts";
import { audit, type Audit } from "../../scripts/nav/audit.ts";
import { planReplay } from "../../scripts/replay/plan.ts";
import { replay } from "../../scripts/replay/replay.ts";
import { parseTerms } from "../../scripts/scenario/terms.ts";
import { SKETCHES, TERMS } from "./support/allForms.ts";
import { rowsOf } from "./support/scenarioFile.ts";

const DAY = 86_400;
const NOW = Math.floor(Date.now() / 1000);

describe("nav of loans, leases and covenants", function () {
  this.timeout(300_000);

  let chain: LocalChain;
  let contracts: ProtocolContracts;
  let vault: string;
  const times = new Map<number, number>();

  before(async () => {
    const terms = parseTerms(TERMS);
    const { context } = await replay(planReplay(rowsOf(SKETCHES, terms), terms), NOW, silent);
    ({ chain, contracts } = context);
    vault = await contracts.vault.getAddress();
  });
  after(async () => {
    await chain.connection.close();
  });

  async function auditAt(block: number, known?: Map<number, number>): Promise<Audit> {
    const result = await audit(chain.connection.ethers.provider, vault, block, 0, known);
    const wrong = result.comparisons
      .filter(({ agrees }) => !agrees)
      .map(({ figure, contract, recomputed }) => `${figure} ${contract} ${recomputed}`);
    expect(wrong, `block ${block}`).to.deep.equal([]);
    expect(result.contradictions, `block ${block}`).to.deep.equal([]);
    return result;
  }
  const auditNow = async () => auditAt(await chain.connection.ethers.provider.getBlockNumber());

  it("agrees to the unit all along the way", async () => {
    const { shares, loans } = contracts;
    const blocks = [
      ...(await shares.queryFilter(shares.filters.Settled)),
      ...(await loans.queryFilter(loans.filters.Settled)),
      ...(await loans.queryFilter(loans.filters.Repaid)),
    ].map(({ blockNumber }) => blockNumber);
    const latest = await chain.connection.ethers.provider.getBlockNumber();
    const seen = new Set<string>();
    for (const block of [...blocks.filter((_, index) => index % 2 === 0), latest]) {
      for (const { figure, contract } of (await auditAt(block, times)).comparisons) {
        if (contract > 0n) seen.add(figure);
      }
    }
    expect([...seen]).to.include.members([
      "unrealised loss",
      "principal outstanding of cluster 1",
      "principal outstanding of cluster 2",
      "late interest claimed of cluster 2",
      "covenant tier of cluster 2",
      "covenant tier of cluster 4",
      "held back of cluster 4",
      "deadline of cluster 1",
    ]);
  });

  it("has seen everything that can happen to a debt", async () => {
    const { shares, loans, ledger } = contracts;
    const happened = async (log: Promise<readonly unknown[]>) => (await log).length > 0;
    expect(await happened(ledger.queryFilter(ledger.filters.DebtPrepaid(1n)))).to.equal(true);
    expect(await happened(loans.queryFilter(loans.filters.DebtEnded(1n)))).to.equal(true);
    expect(await happened(loans.queryFilter(loans.filters.ResidualSwept(2n)))).to.equal(true);
    expect(await happened(shares.queryFilter(shares.filters.TrappedCashFreed(4n)))).to.equal(true);
    expect(await happened(loans.queryFilter(loans.filters.ResolutionBegun(3n)))).to.equal(true);
    const settled = await loans.queryFilter(loans.filters.Settled(2n));
    expect(settled.some(({ args }) => args.lines.fromReserve > 0n)).to.equal(true);
    const paid = await ledger.queryFilter(ledger.filters.DebtPaid(2n));
    expect(paid.some(({ args }) => args.lateInterest > 0n)).to.equal(true);
  });

  it("agrees after a write-down, a repayment of what was written down, and a resolution", async () => {
    const { provider } = chain.connection.ethers;
    const { timestamp } = (await provider.getBlock("latest")) ?? { timestamp: 0 };
    const { accessManager, loans, losses, workouts, asset } = contracts;
    const [curator, operator] = [localActor("curator").address, localActor("operator").address];
    const opening = await workouts.openResolution.populateTransaction(2);
    const { to, data } = opening;
    await chain.send(curator, timestamp, await accessManager.schedule.populateTransaction(to, data, 0));
    await chain.send(curator, timestamp, await losses.announceWriteDown.populateTransaction(2, 1n << 28n));
    await auditNow();
    const at = timestamp + 2 * DAY;
    await chain.send(operator, at, await workouts.bookLoss.populateTransaction(2, 0n));
    await auditNow();
    await chain.send(operator, at, await asset.mint.populateTransaction(operator, 70_000_000n));
    await chain.send(operator, at, await loans.repay.populateTransaction(2, 70_000_000n));
    await auditNow();
    await chain.send(curator, at, opening);
    for (const later of [0, 3, 9]) {
      await chain.mineAt(at + later * DAY);
      await auditNow();
    }
  });
});
