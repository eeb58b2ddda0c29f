import { expect } from "chai";
import { parse, PendingStore, type PendingTransaction } from "../../src/lib/pending/pendingStore";

const transaction: PendingTransaction = {
  hash: `0x${"ab".repeat(32)}`,
  chainId: 31337,
  vault: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  account: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  title: "Deposit 100.00 tUSD",
  sentAt: 1_763_337_600_000,
  status: "pending",
};

class Memory {
  private text: string | null = null;
  readonly getItem = (): string | null => this.text;
  readonly setItem = (_key: string, text: string): void => {
    this.text = text;
  };
}

describe("pending transactions", () => {
  it("survive a reload", () => {
    const memory = new Memory();
    new PendingStore(memory).add(transaction);
    expect(new PendingStore(memory).snapshot()).to.deep.equal([transaction]);
  });

  it("tell their listeners, and only when something changed", () => {
    const store = new PendingStore(new Memory());
    let calls = 0;
    store.subscribe(() => (calls += 1));
    store.add(transaction);
    store.mark(transaction.hash, "confirmed");
    store.mark(transaction.hash, "confirmed");
    expect(calls).to.equal(2);
    expect(store.snapshot()[0]?.status).to.equal("confirmed");
  });

  it("keep the newest twenty", () => {
    const store = new PendingStore(new Memory());
    for (let index = 0; index < 25; index += 1) {
      store.add({ ...transaction, hash: `0x${index.toString(16).padStart(64, "0")}` });
    }
    expect(store.snapshot()).to.have.length(20);
    expect(store.snapshot()[0]?.hash).to.equal(`0x${(24).toString(16).padStart(64, "0")}`);
  });

  it("work without a storage that accepts", () => {
    const refusing = {
      getItem: () => null,
      setItem: () => {
        throw new Error("full");
      },
    };
    const store = new PendingStore(refusing);
    store.add(transaction);
    expect(store.snapshot()).to.have.length(1);
  });

  it("leave out what does not read as one", () => {
    expect(parse("nonsense")).to.deep.equal([]);
    expect(parse('{"hash":1}')).to.deep.equal([]);
    expect(
      parse(
        JSON.stringify([
          { ...transaction, hash: "0x12" },
          { ...transaction, status: "odd" },
        ]),
      ),
    ).to.deep.equal([]);
  });
});
