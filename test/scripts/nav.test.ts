import { expect } from "chai";
import { toBeHex } from "ethers";
import type { NetworkConnection } from "hardhat/types/network";
import type { ProtocolContracts } from "../../deploy/contracts.ts";
import { localActor } from "../../scripts/lib/localAccounts.ts";
import type { LocalChain } from "../../scripts/lib/localChain.ts";
import { silent } from "../../scripts/lib/progress.ts";
import { audit, type Audit } from "../../scripts/nav/audit.ts";
import { planReplay } from "../../scripts/replay/plan.ts";
import { replay } from "../../scripts/replay/replay.ts";
import { parseTerms } from "../../scripts/scenario/terms.ts";
import { valueDrawn, whole } from "./support/lineLaw.ts";
import { rowsOf, type PeriodSketch } from "./support/scenarioFile.ts";

const DAY = 86_400;
const NOW = Math.floor(Date.now() / 1000);

/** Three clusters with shortfalls, arrears caught up, a zero period, an unpaid first period and a price jump. */
const SKETCHES: readonly PeriodSketch[] = [
  ...Array.from({ length: 14 }, (_, day) => ({
    cluster: "a",
    gpus: 8,
    from: day * 24,
    to: day * 24 + 24,
    sold: day === 4 ? 0 : 0.5 + day / 40,
    otherOpex: "40",
    ...(day === 2 ? { paid: "10" } : {}),
    ...(day === 3 ? { paid: "0" } : {}),
    ...(day === 6 ? { paid: "900.123456" } : {}),
  })),
  ...Array.from({ length: 4 }, (_, index) => ({
    cluster: "b",
    gpus: 5,
    from: 10 + index * 70,
    to: 80 + index * 70,
    price: index === 2 ? 3.1 : 2,
  })),
  ...Array.from({ length: 7 }, (_, day) => ({
    cluster: "c",
    gpus: 2,
    from: 48 + day * 24,
    to: 72 + day * 24,
    paid: day < 6 ? "0" : "700",
  })),
];
const TERMS = { deposit: "600000", vaultShareBps: 9_500, reserveTarget: "150", performanceFeeBps: 1_500 };

/** Clusters a and b, drawn and not used yet. */
const UNDEPRECIATED = whole(
  valueDrawn(250_000_000_000n, 25_000_000_000n, BigInt(1_825 * DAY)) +
    valueDrawn(156_250_000_000n, 15_625_000_000n, BigInt(1_825 * DAY)),
);

describe("nav", function () {
  this.timeout(300_000);

  let connection: NetworkConnection;
  let chain: LocalChain;
  let contracts: ProtocolContracts;
  let vault: string;

  before(async () => {
    const terms = parseTerms(TERMS);
    const { context } = await replay(planReplay(rowsOf(SKETCHES, terms), terms), NOW, silent);
    ({ chain, contracts } = context);
    ({ connection } = chain);
    vault = await contracts.vault.getAddress();
  });

  const auditAt = (block: number): Promise<Audit> => audit(connection.ethers.provider, vault, block, 0);
  const auditNow = async () => auditAt(await connection.ethers.provider.getBlockNumber());

  function expectAgreement({ block, comparisons, contradictions }: Audit): void {
    const wrong = comparisons
      .filter(({ agrees }) => !agrees)
      .map(({ figure, contract, recomputed }) => `${figure} ${contract} ${recomputed}`);
    expect(wrong, `block ${block}`).to.deep.equal([]);
    expect(contradictions, `block ${block}`).to.deep.equal([]);
  }

  /** Tokens sent straight to the vault and taken in two days later: they vest over the cap. */
  async function skim(at: number): Promise<void> {
    const [operator, curator] = [localActor("operator").address, localActor("curator").address];
    await chain.send(operator, at, await contracts.asset.mint.populateTransaction(vault, 12_345_678n));
    const act = await contracts.vault.skim.populateTransaction();
    await chain.send(curator, at, await contracts.accessManager.schedule.populateTransaction(vault, act.data, 0));
    await chain.send(curator, at + 2 * DAY, act);
  }

  it("agrees with the contracts in every block of a replay", async () => {
    const bound = (await contracts.vault.queryFilter(contracts.vault.filters.SourceBound))[0]?.blockNumber ?? 0;
    const latest = await connection.ethers.provider.getBlockNumber();
    let [vesting, depreciated, undepreciated] = [0, 0, 0];
    for (let block = bound; block <= latest; block += 3) {
      const result = await auditAt(block);
      expectAgreement(result);
      const found = (figure: string) =>
        result.comparisons.find((comparison) => comparison.figure === figure)?.contract ?? 0n;
      if (found("locked") > 0n) vesting += 1;
      if (found("value") === UNDEPRECIATED) undepreciated += 1;
      else if (found("value") > 0n) depreciated += 1;
    }
    // All of it was really there to be seen.
    expect(vesting).to.be.greaterThan(10);
    expect(depreciated).to.be.greaterThan(10);
    expect(undepreciated).to.be.greaterThan(0);
  });

  it("agrees between events, in the middle of vesting", async () => {
    const snapshot: unknown = await connection.provider.request({ method: "evm_snapshot" });
    const { timestamp } = (await connection.ethers.provider.getBlock("latest")) ?? { timestamp: 0 };
    await skim(timestamp);
    for (const days of [2, 3, 40.5, 92, 93]) {
      await chain.mineAt(timestamp + days * DAY);
      expectAgreement(await auditNow());
    }
    await connection.provider.request({ method: "evm_revert", params: [snapshot] });
  });

  it("agrees through write-downs, recoveries above and below the value, a returned reserve and exits", async () => {
    const snapshot: unknown = await connection.provider.request({ method: "evm_snapshot" });
    const { timestamp } = (await connection.ethers.provider.getBlock("latest")) ?? { timestamp: 0 };
    const { accessManager, losses, workouts, asset } = contracts;
    const [curator, depositor, operator] = [
      localActor("curator").address,
      localActor("depositor").address,
      localActor("operator").address,
    ];
    // Both are late in the meantime, or by the curator's word, and are resolved.
    const acts = [
      await workouts.openResolution.populateTransaction(1),
      await workouts.openResolution.populateTransaction(3),
    ];
    // What is said at once, and booked or taken two days later; cluster 1 is worth less than its price.
    for (const order of [
      await losses.announceWriteDown.populateTransaction(2, 1n << 28n),
      await workouts.offerSale.populateTransaction(1, operator, 900_000_000_000n),
      await workouts.offerSale.populateTransaction(3, operator, 1_000_000n),
    ]) {
      await chain.send(curator, timestamp, order);
      expectAgreement(await auditNow());
    }
    for (const cluster of [1, 3])
      await chain.send(operator, timestamp, await workouts.giveUp.populateTransaction(cluster, true));
    const closings = [
      await workouts.closeResolution.populateTransaction(1),
      await workouts.closeResolution.populateTransaction(3),
    ] as const;
    for (const { to, data } of [...acts, ...closings]) {
      await chain.send(curator, timestamp, await accessManager.schedule.populateTransaction(to, data, 0));
    }
    await chain.send(operator, timestamp + 2 * DAY, await workouts.bookLoss.populateTransaction(2, 0n));
    expectAgreement(await auditNow());
    for (const act of acts) await chain.send(curator, timestamp + 2 * DAY, act);
    const at = timestamp + 3 * DAY;
    await chain.mineAt(at);
    expectAgreement(await auditNow());

    await chain.send(operator, at, await asset.mint.populateTransaction(operator, 2_000_000_000_000n));
    await chain.send(operator, at, await asset.approve.populateTransaction(workouts, 2_000_000_000_000n));
    await chain.send(operator, at, await workouts.buy.populateTransaction(1, 900_000_000_000n));
    expectAgreement(await auditNow());
    await chain.send(curator, at, closings[0]);
    await chain.send(operator, at + DAY, await workouts.buy.populateTransaction(3, 1_000_000n));
    expectAgreement(await auditNow());
    // A loss: the gain of the other one bears it.
    await chain.send(curator, at + DAY, closings[1]);
    expectAgreement(await auditNow());
    await chain.send(
      depositor,
      at + DAY,
      await contracts.vault.withdraw.populateTransaction(1_000_000_000n, depositor, depositor),
    );
    for (const days of [20, 6 * 365]) {
      await chain.mineAt(at + days * DAY);
      expectAgreement(await auditNow());
    }
    await connection.provider.request({ method: "evm_revert", params: [snapshot] });
  });

  it("sees a vault whose storage has been tampered with, and which figure it is", async () => {
    const { provider } = connection.ethers;
    const seen = new Set<string>();
    const snapshot: unknown = await connection.provider.request({ method: "evm_snapshot" });
    const { timestamp } = (await provider.getBlock("latest")) ?? { timestamp: 0 };
    await skim(timestamp);

    for (let slot = 0n; slot < 16n; slot += 1n) {
      const word = BigInt(await provider.getStorage(vault, slot));
      if (word === 0n) continue;
      const tampered = toBeHex(word + (1n << 40n), 32);
      await connection.provider.request({ method: "hardhat_setStorageAt", params: [vault, toBeHex(slot), tampered] });
      try {
        const { comparisons } = await auditNow();
        for (const { figure, agrees } of comparisons) if (!agrees) seen.add(figure);
      } catch {
        // Some words make no sense any more, and no figure can be read.
      }
      await connection.provider.request({
        method: "hardhat_setStorageAt",
        params: [vault, toBeHex(slot), toBeHex(word, 32)],
      });
    }
    expect([...seen]).to.include.members(["cash", "value", "locked", "NAV", "entry price", "exit price"]);
    expectAgreement(await auditNow());
    await connection.provider.request({ method: "evm_revert", params: [snapshot] });
  });

  it("sees a facility whose value differs, though the vault's does not", async () => {
    const { provider } = connection.ethers;
    const snapshot: unknown = await connection.provider.request({ method: "evm_snapshot" });
    const shares = await contracts.shares.getAddress();
    const figures = new Set<string>();
    // The facilities are a mapping: found by the first word of cluster 1.
    const [terms] = await contracts.shares.wordsOf(1n);
    for (let base = 0n; base < 24n && figures.size === 0; base += 1n) {
      const root = BigInt(connection.ethers.solidityPackedKeccak256(["uint256", "uint256"], [1n, base]));
      if (BigInt(await provider.getStorage(shares, root)) !== terms) continue;
      // The salvage, in the lowest bits of the curve's word.
      const curve = BigInt(await provider.getStorage(shares, root + 4n));
      await connection.provider.request({
        method: "hardhat_setStorageAt",
        params: [shares, toBeHex(root + 4n), toBeHex(curve - 5n, 32)],
      });
      for (const { figure, agrees } of (await auditNow()).comparisons) if (!agrees) figures.add(figure);
    }
    expect([...figures]).to.deep.equal(["value of cluster 1", "salvage of cluster 1"]);
    await connection.provider.request({ method: "evm_revert", params: [snapshot] });
  });
});
