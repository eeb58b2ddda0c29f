import { expect } from "chai";
import type { Hash } from "viem";
import type { Fate } from "../../src/lib/pending/fate";
import { fateWords } from "../../src/lib/pending/fateWords";
import { parse, PendingStore, type PendingEntry } from "../../src/lib/pending/pendingStore";

const hashOf = (index: number): Hash => `0x${index.toString(16).padStart(64, "0")}`;
const HASH: Hash = `0x${"ab".repeat(32)}`;
const place = { hash: HASH, block: 1_234, blockHash: hashOf(1), isDeep: false };
const CONFIRMED: Fate = { kind: "confirmed", isSpedUp: false, ...place };

const entry: PendingEntry = {
  sent: {
    id: HASH,
    kind: "transaction",
    account: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
    to: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
    dataHash: hashOf(2),
    after: 1_230,
    nonce: 7,
    isNonceSeen: true,
    isContract: false,
  },
  chainId: 31337,
  vault: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  title: "Deposit 100.00 tUSD",
  sentAt: 1_763_337_600_000,
  fate: { kind: "unseen" },
};
const another = (index: number, fate: Fate): PendingEntry => ({
  ...entry,
  sent: { ...entry.sent, id: hashOf(index) },
  fate,
});

class Memory {
  private text: string | null = null;
  readonly getItem = (): string | null => this.text;
  readonly setItem = (_key: string, text: string): void => {
    this.text = text;
  };
}

describe("what was sent", () => {
  it("survives a reload", () => {
    const memory = new Memory();
    new PendingStore(memory).add(entry);
    expect(new PendingStore(memory).snapshot()).to.deep.equal([entry]);
  });

  it("tells its listeners, and only when something changed", () => {
    const store = new PendingStore(new Memory());
    let calls = 0;
    store.subscribe(() => (calls += 1));
    store.add(entry);
    store.mark(HASH, CONFIRMED);
    store.mark(HASH, { ...CONFIRMED });
    expect(calls).to.equal(2);
    expect(store.find(HASH)?.fate).to.deep.equal(CONFIRMED);
  });

  it("is forgotten beyond twenty, unless it may still happen or be undone", () => {
    const store = new PendingStore(new Memory());
    for (let index = 0; index < 15; index += 1)
      store.add(another(index, { ...place, kind: "cancelled", isDeep: true }));
    for (let index = 15; index < 35; index += 1) store.add(another(index, { kind: "unseen" }));
    for (let index = 35; index < 60; index += 1) store.add(another(index, { kind: "dropped" }));
    const kinds = store.snapshot().map(({ fate }) => fate.kind);
    expect(kinds.filter((kind) => kind === "unseen")).to.have.length(20);
    expect(kinds.filter((kind) => kind !== "unseen")).to.have.length(20);
    expect(store.snapshot()[0]?.sent.id).to.equal(hashOf(59));
  });

  it("is waited for until the chain has decided", async () => {
    const store = new PendingStore(new Memory());
    store.add(entry);
    const ended = store.ended(HASH);
    store.mark(HASH, { kind: "waiting" });
    store.mark(HASH, CONFIRMED);
    expect(await ended).to.deep.equal(CONFIRMED);
    expect(await store.ended(HASH)).to.deep.equal(CONFIRMED);
  });

  it("is not waited for once it is dismissed", async () => {
    const store = new PendingStore(new Memory());
    store.add(entry);
    const ended = store.ended(HASH).catch(String);
    store.remove(HASH);
    expect(await ended).to.equal("Error: It is not followed any more.");
  });

  it("works without a storage that accepts", () => {
    const refusing = {
      getItem: () => null,
      setItem: () => {
        throw new Error("full");
      },
    };
    const store = new PendingStore(refusing);
    store.add(entry);
    expect(store.snapshot()).to.have.length(1);
  });

  it("leaves out what does not read as one", () => {
    expect(parse("nonsense")).to.deep.equal([]);
    expect(parse('{"sent":1}')).to.deep.equal([]);
    const { sent } = entry;
    const wrong = [
      { ...entry, sent: { ...sent, id: "0x12" } },
      { ...entry, sent: { ...sent, account: "0x12" } },
      { ...entry, sent: { ...sent, nonce: "7" } },
      { ...entry, fate: { kind: "odd" } },
      { ...entry, title: 7 },
    ];
    expect(parse(JSON.stringify([...wrong, entry]))).to.deep.equal([entry]);
  });
});

describe("the words for what was sent", () => {
  const words = (fate: Fate, seconds = 1): string => fateWords({ ...entry, fate }, entry.sentAt + seconds * 1_000);

  it("say that it can still happen, as long as it can", () => {
    for (const kind of ["unseen", "waiting"] as const) expect(words({ kind }, 91)).to.contain("It can still happen");
    expect(words({ kind: "waiting" })).to.equal("Waiting for a block.");
    expect(words({ kind: "signing" })).to.equal("Waiting for the other signatures of your Safe.");
  });

  it("say how it ended, with the block", () => {
    expect(words(CONFIRMED)).to.equal("Confirmed in block 1234.");
    expect(words({ ...CONFIRMED, isSpedUp: true })).to.equal("Confirmed, speeded up, in block 1234.");
    expect(words({ ...CONFIRMED, kind: "reverted" })).to.contain("Refused by the contract in block 1234.");
    expect(words({ ...place, kind: "cancelled" })).to.contain("Cancelled in your wallet");
    expect(words({ ...place, kind: "replaced" })).to.contain("This one did not happen.");
    expect(words({ kind: "dropped" })).to.contain("This one did not happen.");
  });
});
