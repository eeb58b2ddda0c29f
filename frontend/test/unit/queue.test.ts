import { expect } from "chai";
import { BASIS } from "../../src/lib/queue/basis";
import type { RequestView } from "../../src/lib/chain/readRequests";
import type { VaultView } from "../../src/lib/chain/readVault";
import { positionOf } from "../../src/lib/history/position";
import { buildTimeline } from "../../src/lib/history/vaultTimeline";
import { basisWords } from "../../src/lib/queue/basisWords";
import { requestName } from "@gpu-yield-vaults/sdk/errors";
import { requestStatus } from "../../src/lib/queue/requestStatus";
import { settleProblem } from "../../src/lib/queue/settleProblem";
import { worthInQueue } from "../../src/lib/queue/worthInQueue";
import { queueEvent, vaultEvent } from "./events";

const END = 1_800_000_000;
const SHARE_DECIMALS = 12;
const ALICE = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const BOB = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const QUEUE = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
const usd = (amount: number): bigint => BigInt(Math.round(amount * 1e6));
const shares = (amount: number): bigint => usd(amount) * 1_000_000n;

const AT_PAR = { exitBelowEntry: false, exitBelowTolerance: false };
const BELOW = { exitBelowEntry: true, exitBelowTolerance: false };
const FAR_BELOW = { exitBelowEntry: true, exitBelowTolerance: true };

function request(parts: Partial<RequestView>): RequestView {
  const none = { pending: 0n, claimable: 0n, claimableAssets: 0n, claimed: 0n, cancelled: 0n };
  return { requestId: 6n, epoch: 3n, atAnyPrice: false, end: END, ...none, ...parts };
}

describe("a request to leave", () => {
  it("can be cancelled until its epoch ends, whatever the prices", () => {
    expect(requestStatus(request({ pending: 5n }), END - 1, AT_PAR)).to.deep.equal({
      word: "open",
      canClaim: false,
      canCancel: true,
      canTakeBack: false,
    });
  });

  it("waits from the very second of its end; who is patient can cancel it only while it may not be paid", () => {
    const waiting = request({ pending: 5n });
    expect(requestStatus(waiting, END, AT_PAR)).to.include({ word: "waiting", canCancel: false });
    expect(requestStatus(waiting, END, BELOW)).to.include({ word: "waiting", canCancel: false });
    expect(requestStatus(waiting, END, FAR_BELOW)).to.include({ word: "waiting", canCancel: true });
  });

  it("by who takes any price while leaving costs something", () => {
    const waiting = request({ requestId: 7n, atAnyPrice: true, pending: 5n });
    expect(requestStatus(waiting, END, AT_PAR)).to.include({ word: "waiting", canCancel: false });
    expect(requestStatus(waiting, END, BELOW)).to.include({ word: "waiting", canCancel: true });
  });

  it("is named by its epoch and its class", () => {
    expect([requestName(6n), requestName(7n)]).to.deep.equal(["epoch 3", "epoch 3, at any price"]);
  });

  it("is paid in part while something is settled, claimed or not, and something waits", () => {
    const unclaimed = request({ pending: 5n, claimable: 2n, claimableAssets: 1n });
    expect(requestStatus(unclaimed, END, AT_PAR)).to.include({ word: "paid in part", canClaim: true });
    expect(requestStatus(request({ pending: 5n, claimed: 2n }), END, AT_PAR)).to.include({
      word: "paid in part",
      canClaim: false,
    });
  });

  it("is ready to claim once nothing waits, even for shares that were worth nothing", () => {
    expect(requestStatus(request({ claimable: 1n }), END, AT_PAR)).to.include({
      word: "ready to claim",
      canClaim: true,
      canCancel: false,
    });
  });

  it("is cancelled when only shares to be taken back are left", () => {
    expect(requestStatus(request({ cancelled: 5n }), END, FAR_BELOW)).to.deep.equal({
      word: "cancelled",
      canClaim: false,
      canCancel: false,
      canTakeBack: true,
    });
  });

  it("is worth its shares at the exit price and its settled money", () => {
    const requests = [
      request({ pending: shares(100), claimableAssets: usd(7) }),
      request({ cancelled: shares(50), claimed: shares(1) }),
    ];
    const half = usd(0.5) * 10n ** 12n;
    expect(worthInQueue(requests, half, SHARE_DECIMALS)).to.equal(usd(82));
    expect(worthInQueue([], half, SHARE_DECIMALS)).to.equal(0n);
  });
});

describe("settling an epoch", () => {
  const vault = { cash: 1n, totalAssets: 1n } as VaultView;

  it("is possible while there is cash and a price", () => {
    expect(settleProblem(vault)).to.equal(undefined);
  });

  it("waits for bookkeeping, for a price and for cash, in words", () => {
    expect(settleProblem({ ...vault, accrualPendingSince: END })).to.contain("Bring the vault up to date");
    expect(settleProblem({ ...vault, totalAssets: 0n })).to.contain("worth nothing");
    expect(settleProblem({ ...vault, cash: 0n })).to.contain("no cash");
  });
});

describe("the assumption of a date", () => {
  it("has a sentence of its own for each that the queue knows, and admits what it does not know", () => {
    const sentences = Object.values(BASIS).flatMap((basis) => [basisWords(basis), basisWords(basis, true)]);
    // What nobody knows, and what hardware decides, do not depend on the epoch.
    expect(new Set(sentences).size).to.equal(8);
    expect(basisWords(99)).to.contain("does not know");
  });
});

describe("a position with requests", () => {
  const moves = [
    vaultEvent(END, "Deposit", { sender: ALICE, owner: ALICE, assets: usd(1_000), shares: shares(1_000) }),
    vaultEvent(END + 1, "Transfer", { from: ALICE, to: QUEUE, value: shares(300) }),
    queueEvent(END + 1, "RedeemRequest", {
      controller: ALICE,
      owner: ALICE,
      requestId: 1n,
      sender: ALICE,
      shares: shares(300),
    }),
    vaultEvent(END + 2, "Transfer", { from: QUEUE, to: ALICE, value: shares(100) }),
    queueEvent(END + 2, "CancelRedeemClaim", {
      controller: ALICE,
      receiver: ALICE,
      requestId: 1n,
      sender: ALICE,
      shares: shares(100),
    }),
    queueEvent(END + 3, "Withdraw", {
      sender: ALICE,
      receiver: ALICE,
      owner: ALICE,
      assets: usd(150),
      shares: shares(150),
    }),
    queueEvent(END + 4, "RedeemRequest", {
      controller: BOB,
      owner: ALICE,
      requestId: 2n,
      sender: ALICE,
      shares: shares(10),
    }),
  ];
  const checkpoints = buildTimeline(moves);

  it("counts claims as taken out, and shares in the queue neither as sent nor as received", () => {
    const position = positionOf(moves, checkpoints, ALICE, SHARE_DECIMALS, QUEUE);
    const kinds = position.entries.map(({ kind }) => kind);
    expect(kinds).to.deep.equal(["sent", "claimed", "takenBack", "requested", "deposit"]);
    expect(position.withdrawn).to.equal(usd(150));
    expect(position.sentWorth).to.equal(usd(10));
  });

  it("of another controller begins with what it was given", () => {
    const { entries } = positionOf(moves, checkpoints, BOB, SHARE_DECIMALS, QUEUE);
    expect(entries.map(({ kind }) => kind)).to.deep.equal(["received"]);
  });
});
