import { showAmount } from "../lib/amount.ts";
import { eventsIn } from "../lib/events.ts";
import { localActor } from "../lib/localAccounts.ts";
import { ASSET_DECIMALS } from "../scenario/terms.ts";
import { ChainRefusal, refer } from "./chainRefusal.ts";
import { catchUp, fund, rowAt, type RunContext } from "./runContext.ts";
import type { PlannedCluster } from "./plan.ts";

export type Depositors = {
  /** A row's deposit, or its request to redeem. */
  flow(cluster: PlannedCluster, index: number, at: number): Promise<void>;
  /** Cash may have come in, or an epoch has ended: whatever can be settled is, and claimed at once. */
  settleQueue(at: number): Promise<void>;
};

const money = (amount: bigint) => showAmount(amount, ASSET_DECIMALS);

export function createDepositors({ context, outcome: { flows }, push }: RunContext): Depositors {
  const { chain, contracts } = context;
  const { vault, queue } = contracts;
  const second = localActor("secondDepositor").address;
  const depositors = [second, localActor("depositor").address];

  async function deposit(cluster: PlannedCluster, index: number, amount: bigint, at: number): Promise<void> {
    await fund(context, at, second, vault, amount);
    await refer(rowAt(cluster, index), "depositor_flow", async () =>
      chain.send(second, at, await vault.deposit.populateTransaction(amount, second)),
    );
    flows.deposited += amount;
  }

  async function request(cluster: PlannedCluster, index: number, amount: bigint, at: number): Promise<void> {
    const row = rowAt(cluster, index);
    const holders = await Promise.all(
      depositors.map(async (depositor) => ({ depositor, shares: await vault.balanceOf(depositor) })),
    );
    const held = holders.reduce((sum, { shares }) => sum + shares, 0n);
    const worth = await vault.convertToAssets(held);
    if (amount > worth) {
      const rule =
        `depositor_flow -${money(amount)} is more than the depositors hold, ${money(worth)} at the ` + "exit price";
      throw new ChainRefusal(row, "depositor_flow", rule);
    }
    const wanted = await vault.previewWithdraw(amount); // rounded up, perhaps to one more than there is
    let left = wanted < held ? wanted : held;
    flows.requested += amount;
    flows.pendingShares += left;
    // One of them alone where one holds enough, who came later first; else both.
    const enough = holders.find(({ shares }) => shares >= left);
    for (const { depositor, shares: own } of enough ? [enough] : holders) {
      const shares = own < left ? own : left;
      if (shares === 0n) continue;
      left -= shares;
      const logs = await refer(row, "depositor_flow", async () =>
        chain.send(depositor, at, await queue.requestRedeem.populateTransaction(shares, depositor, depositor)),
      );
      for (const { end } of eventsIn(queue, queue.filters.EpochOpened, logs)) {
        push({ at: Number(end), kind: "epoch", cluster, index });
      }
    }
  }

  /** Whether anybody who waits in a closed epoch can be paid now, in whole or in part. */
  async function isPayable(): Promise<boolean> {
    const { requestId, shares } = await queue.nextSettlement();
    if (requestId === 0n) return false;
    const { cash, totalAssets } = await vault.state();
    return totalAssets > 0n && (cash > 0n || (await vault.convertToAssets(shares)) === 0n);
  }

  async function claim(at: number): Promise<void> {
    for (const depositor of depositors) {
      const shares = await queue.maxRedeem(depositor);
      if (shares === 0n) continue;
      const logs = await chain.send(
        depositor,
        at,
        await queue.redeem.populateTransaction(shares, depositor, depositor),
      );
      for (const { assets } of eventsIn(queue, queue.filters.Withdraw, logs)) flows.claimed += assets;
    }
  }

  return {
    async flow(cluster, index, at) {
      const amount = rowAt(cluster, index).flow ?? 0n;
      await catchUp(context, at);
      await (amount > 0n ? deposit(cluster, index, amount, at) : request(cluster, index, -amount, at));
    },

    async settleQueue(at) {
      if (flows.pendingShares === 0n) return;
      await catchUp(context, at);
      while (await isPayable()) {
        const logs = await chain.send(second, at, await queue.settle.populateTransaction());
        for (const { shares, assets } of eventsIn(queue, queue.filters.EpochSettled, logs)) {
          flows.settled += assets;
          flows.pendingShares -= shares;
        }
        await claim(at);
      }
    },
  };
}
