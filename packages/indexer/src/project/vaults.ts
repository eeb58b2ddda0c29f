import { toX32, withKinks } from "@gpu-yield-vaults/sdk/model";
import { kink, vault } from "ponder:schema";
import type { Happened, Projections, Store } from "../happened.ts";
import { credited, feeTaken, locking, posted } from "../line.ts";
import { creditFee, deposited, transferred, withdrawn } from "./positions.ts";
import { assetDecimalsOf, change, open } from "./vaultLine.ts";

/** What the directory says of vaults. */
export const directory: Projections["directory"] = {
  VaultListed: ({ args, time }, store) =>
    store.update(vault, { address: args.vault }).set({ listedAt: time, number: args.number }),
  VaultDescribed: ({ args }, store) => store.update(vault, { address: args.vault }).set({ what: args.what }),
  VaultRetired: ({ args, time }, store) => store.update(vault, { address: args.vault }).set({ retiredAt: time }),
};

/** A vault's cash, value and shares; each event says by how much they change. */
export const vaults: Projections["vault"] = {
  VaultOpened: async (happened, store) => {
    const { args, contract, time } = happened;
    const { terms } = args;
    const assetDecimals = assetDecimalsOf(contract);
    await store.insert(vault).values({
      address: contract,
      asset: args.asset,
      queue: args.queue,
      name: terms.name,
      symbol: terms.symbol,
      openedAt: time,
      assetDecimals,
      vestingFloor: BigInt(terms.vestingFloor),
      vestingCap: BigInt(terms.vestingCap),
      tick: BigInt(terms.tick),
      markdownPeriod: BigInt(terms.markdownPeriod),
      epochLength: BigInt(terms.epochLength),
      delinquencyLimitBps: terms.delinquencyLimitBps,
      toleranceBps: terms.toleranceBps,
      cap: BigInt(terms.capWholeTokens) * 10n ** BigInt(assetDecimals),
      paused: false,
      feeBps: terms.feeBps,
      feeRecipient: terms.feeRecipient,
      feePaid: 0n,
      lossBooked: 0n,
    });
    await open(happened, store);
  },
  Deposit: async (happened, store) => {
    const { assets, shares } = happened.args;
    await change(happened, store, (line) => ({
      ...line,
      cash: line.cash + assets,
      supply: line.supply + shares,
    }));
    await deposited(happened, store);
  },
  Withdraw: async (happened, store) => {
    const { assets, shares } = happened.args;
    await change(happened, store, (line) => ({
      ...line,
      cash: line.cash - assets,
      supply: line.supply - shares,
    }));
    await withdrawn(happened, store);
  },
  Transfer: transferred,
  RemainderCredited: async (happened, store) => {
    await change(happened, store, (line) => credited(line, happened.args.shares));
    await creditFee(happened, store);
  },
  Funded: (happened, store) =>
    change(happened, store, (line) => ({
      ...line,
      cash: line.cash - happened.args.amount,
      value: line.value + toX32(happened.args.amount),
    })),
  Posted: (happened, store) => change(happened, store, (line) => posted(line, happened.args)),
  DelinquencyPosted: (happened, store) =>
    change(happened, store, (line) => ({
      ...line,
      loss: line.loss + happened.args.loss,
      lossSlope: line.lossSlope + happened.args.lossSlope,
    })),
  KinksPosted: postKinks,
  FeeAccrued: (happened, store) => change(happened, store, (line) => feeTaken(line, happened.args.amount)),
  Skimmed: (happened, store) =>
    change(happened, store, (line) => ({ ...line, cash: line.cash + happened.args.amount })),
  IncomeLocked: (happened, store) => change(happened, store, (line) => locking(line, happened.args)),
  FeePaid: ({ args, contract }, store) =>
    store.update(vault, { address: contract }).set((row) => ({ feePaid: row.feePaid + args.amount })),
  FeeChanged: ({ args, contract }, store) =>
    store.update(vault, { address: contract }).set({ feeBps: args.newBps, feeRecipient: args.newRecipient }),
  LossBooked: ({ args, contract }, store) =>
    store.update(vault, { address: contract }).set((row) => ({ lossBooked: row.lossBooked + args.loss })),
  CapChanged: ({ args, contract }, store) => store.update(vault, { address: contract }).set({ cap: args.newCap }),
  Paused: ({ contract }, store) => store.update(vault, { address: contract }).set({ paused: true }),
  Unpaused: ({ contract }, store) => store.update(vault, { address: contract }).set({ paused: false }),
};

type KinksPosted = Parameters<NonNullable<NonNullable<Projections["vault"]>["KinksPosted"]>>[0];

/** What bends later: one row a second, the sum of what everybody has posted there. */
async function postKinks(happened: KinksPosted, store: Store): Promise<void> {
  const { args, contract, time } = happened;
  const grid = await gridOf(happened, store);
  await change(
    happened,
    store,
    (line) => line,
    (ahead) => withKinks(ahead, args.kinks, grid, time),
  );
  for (const [at, { slope, lossSlope }] of withKinks(new Map(), args.kinks, grid, time)) {
    await store
      .insert(kink)
      .values({ vault: contract, time: at, slope, lossSlope })
      .onConflictDoUpdate((row) => ({ slope: row.slope + slope, lossSlope: row.lossSlope + lossSlope }));
  }
}

async function gridOf({ contract }: Happened, store: Store): Promise<{ tick: bigint; markdown: bigint }> {
  const row = await store.find(vault, { address: contract });
  if (!row) throw new Error(`nothing tells of the opening of vault ${contract}`);
  return { tick: row.tick, markdown: row.markdownPeriod };
}
