import { expect } from "chai";
import type { ReadContext } from "../../src/lib/chain/client";
import { HeadWatch, ImpossibleBlockError } from "../../src/lib/chain/readHead";

const START = 1_800_000_000n;
const VAULT = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

/** A node that says what it is told to say. */
class Node {
  height = 100n;
  time: bigint | undefined;
  genesis: string | undefined = "0xa";
  code: string | undefined = "0x60";
  isAway = false;

  readonly context = {
    deployment: { contracts: { vault: VAULT } },
    client: {
      getBlock: ({ blockNumber }: { blockNumber?: bigint }) => {
        if (this.isAway) return Promise.reject(new Error("gone"));
        if (blockNumber === 0n) {
          return this.genesis === undefined
            ? Promise.reject(new Error("pruned"))
            : Promise.resolve({ number: 0n, hash: this.genesis, timestamp: START });
        }
        return Promise.resolve({ number: this.height, timestamp: this.time ?? START + this.height });
      },
      getCode: () => Promise.resolve(this.code),
    },
  } as unknown as ReadContext;
}

describe("the watch over the newest block", () => {
  let node: Node;
  let watch: HeadWatch;
  const read = async (facts: Partial<Pick<Node, "height" | "time" | "genesis" | "code" | "isAway">> = {}) => {
    Object.assign(node, facts);
    const { number, chain } = await watch.read(node.context);
    return [Number(number), chain];
  };

  beforeEach(async () => {
    node = new Node();
    watch = new HeadWatch();
    await read();
  });

  it("goes on with the chain", async () => {
    expect(await read({ height: 101n })).to.deep.equal([101, 0]);
  });

  it("keeps what it knows when one answer is a block old", async () => {
    expect(await read({ height: 99n })).to.deep.equal([100, 0]);
    expect(await read({ height: 101n })).to.deep.equal([101, 0]);
  });

  it("keeps what it knows when a block would lie before its own parent", async () => {
    expect(await read({ height: 101n, time: START })).to.deep.equal([100, 0]);
  });

  it("refuses a block of second zero, and goes on with the next one", async () => {
    const refused = await read({ time: 0n }).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(ImpossibleBlockError);
    expect((refused as Error).message).to.equal("The node described a block that cannot be: number 100, time 0.");
    expect(await read({ time: undefined, height: 102n })).to.deep.equal([102, 0]);
  });

  it("follows a chain that has gone back, once it has been said ten times", async () => {
    for (let said = 1; said < 10; said += 1) expect(await read({ height: 90n })).to.deep.equal([100, 0]);
    expect(await read({ height: 90n })).to.deep.equal([90, 0]);
  });

  it("takes another genesis for another chain, lower or higher", async () => {
    expect(await read({ height: 3n, genesis: "0xb" })).to.deep.equal([3, 1]);
    await read({ isAway: true }).catch(() => undefined);
    expect(await read({ isAway: false, height: 500n, genesis: "0xc" })).to.deep.equal([500, 2]);
  });

  it("takes a chain on which the vault is gone for another one", async () => {
    expect(await read({ height: 3n, code: undefined })).to.deep.equal([3, 1]);
  });

  it("takes a node that was away, and does not tell its genesis, for the same one", async () => {
    await read({ isAway: true }).catch(() => undefined);
    expect(await read({ isAway: false, height: 103n, genesis: undefined })).to.deep.equal([103, 0]);
  });
});
