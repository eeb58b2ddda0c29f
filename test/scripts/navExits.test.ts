import { expect } from "chai";
import type { ProtocolContracts } from "../../deploy/contracts.ts";
import { localActor } from "../../scripts/lib/localAccounts.ts";
import type { LocalChain } from "../../scripts/lib/localChain.ts";
import { silent } from "../../scripts/lib/progress.ts";
import { audit, type Audit } from "../../scripts/nav/audit.ts";
import { planReplay } from "../../scripts/replay/plan.ts";
import { replay } from "../../scripts/replay/replay.ts";
import { parseTerms } from "../../scripts/scenario/terms.ts";
import { days } from "./support/days.ts";
import { rowsOf, type PeriodSketch } from "./support/scenarioFile.ts";

const DAY = 86_400;
const NOW = Math.floor(Date.now() / 1000);

const FLOWS = ["", "4000", "-1500.25", "", "", "-90000"];

/**
 * A default, GPUs lost on two days running, depositors who come and go; silence and its cure; an operator that is late.
 */
const SKETCHES: readonly PeriodSketch[] = [
  ...days(6, (day) => ({
    event: day === 2 ? "stop_paying" : day === 5 ? "default:60000" : "",
    flow: FLOWS[day] ?? "",
  })),
  ...days(20, (day) => ({
    cluster: "b",
    gpus: 4,
    left: day < 3 ? 4 : day === 3 ? 3 : 2,
    event: day === 2 || day === 5 ? "lose_gpus:1" : day === 12 ? "stop_paying" : "",
  })),
  ...days(20, (day) => ({
    cluster: "c",
    gpus: 2,
    event: day === 1 ? "no_report" : day === 14 ? "cure" : "",
  })),
];
const TERMS = {
  deposit: "500000",
  reserveTarget: "80",
  bondBps: 200,
  markdownDays: 8,
  vaultShareBps: 9_000,
  epochDays: 2,
};

describe("nav of exits and losses", function () {
  this.timeout(300_000);

  let chain: LocalChain;
  let contracts: ProtocolContracts;
  let vault: string;

  before(async () => {
    const terms = parseTerms(TERMS);
    const { context } = await replay(planReplay(rowsOf(SKETCHES, terms), terms), NOW, silent);
    ({ chain, contracts } = context);
    vault = await contracts.vault.getAddress();
  });
  after(async () => {
    await chain.connection.close();
  });

  async function auditAt(block: number): Promise<Audit> {
    const result = await audit(chain.connection.ethers.provider, vault, block, 0);
    const wrong = result.comparisons
      .filter(({ agrees }) => !agrees)
      .map(({ figure, contract, recomputed }) => `${figure} ${contract} ${recomputed}`);
    expect(wrong, `block ${block}`).to.deep.equal([]);
    expect(result.contradictions, `block ${block}`).to.deep.equal([]);
    return result;
  }
  const auditNow = async () => auditAt(await chain.connection.ethers.provider.getBlockNumber());

  it("agrees to the unit all along the way, with everything that went wrong in sight", async () => {
    const [bound] = await contracts.vault.queryFilter(contracts.vault.filters.SourceBound);
    const latest = await chain.connection.ethers.provider.getBlockNumber();
    const seen = new Set<string>();
    for (let block = bound?.blockNumber ?? 0; block <= latest; block += 9) {
      for (const { figure, contract } of (await auditAt(block)).comparisons) if (contract > 0n) seen.add(figure);
    }
    expect([...seen]).to.include.members([
      "unrealised loss",
      "shares pending in the queue, patient",
      "exit value of cluster 1",
      "exit value of cluster 3",
      "bond of cluster 1",
      "reserve of cluster 1",
    ]);
  });

  it("agrees where nothing happens: along the line, at its end, and long after", async () => {
    const snapshot: unknown = await chain.connection.provider.request({ method: "evm_snapshot" });
    const { timestamp } = (await chain.connection.ethers.provider.getBlock("latest")) ?? { timestamp: 0 };
    for (const later of [0.3, 2, 7.77, 9]) {
      await chain.mineAt(timestamp + Math.round(later * DAY));
      await auditNow();
    }
    // By then more is due than a view looks ahead to, and the audit says so.
    await chain.mineAt(timestamp + 2_000 * DAY);
    const { provider } = chain.connection.ethers;
    const { contradictions } = await audit(provider, vault, await provider.getBlockNumber(), 0);
    expect(contradictions).to.deep.equal([]);
    await chain.connection.provider.request({ method: "evm_revert", params: [snapshot] });
  });

  it("agrees after a request is taken back, and when tokens are given away to the queue", async () => {
    const snapshot: unknown = await chain.connection.provider.request({ method: "evm_snapshot" });
    const { timestamp } = (await chain.connection.ethers.provider.getBlock("latest")) ?? { timestamp: 0 };
    const { queue, asset, vault: shares } = contracts;
    const depositor = localActor("depositor").address;
    const part = (await shares.balanceOf(depositor)) / 50n;
    const request = await queue.requestRedeem.populateTransaction(part, depositor, depositor);
    await chain.send(depositor, timestamp, request);
    const anyPrice = await queue.requestRedeemAtAnyPrice.populateTransaction(2n * part, depositor, depositor);
    await chain.send(depositor, timestamp, anyPrice);
    await auditNow();
    const { epoch } = await queue.currentEpoch();
    for (const id of [2n * epoch, 2n * epoch + 1n]) {
      await chain.send(depositor, timestamp, await queue.cancelRedeemRequest.populateTransaction(id, depositor));
    }
    const { comparisons } = await auditNow();
    const of = (name: string) => comparisons.find(({ figure }) => figure === name)?.contract ?? 0n;
    const pending = of("shares pending in the queue, patient") + of("shares pending in the queue, at any price");
    expect(of("shares held by the queue") - pending).to.equal(3n * part);

    await chain.send(depositor, timestamp, await asset.mint.populateTransaction(queue, 5n));
    await auditNow();
    await chain.connection.provider.request({ method: "evm_revert", params: [snapshot] });
  });
});
