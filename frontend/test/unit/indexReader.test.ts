import { expect } from "chai";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Deployment } from "../../src/lib/config/deployment";
import { IndexReader } from "../../src/lib/indexer/IndexReader";

const DIRECTORY = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const GENESIS = `0x${"1".repeat(64)}` as const;
const HEAD = { number: 50n, chain: 0, genesis: GENESIS };
const ASKED = { address: DIRECTORY, from: "0", to: "40" };
const DEPLOYMENT = { chainId: 8453, contracts: { directory: DIRECTORY } } as unknown as Deployment;
const PROTOCOL = { chainId: 8453, genesis: GENESIS, directory: DIRECTORY.toLowerCase() };

describe("the reader of an index", () => {
  let server: Server;
  let url: string;
  let answer: { status: number; body: object };
  let asked: number;
  let now: number;

  const says = (changes: object = {}, status = 200) => {
    answer = { status, body: { asOf: { block: 48, time: 7 }, protocol: PROTOCOL, to: 40, logs: [], ...changes } };
  };
  const reader = (address = url) => new IndexReader(address, DEPLOYMENT, () => now);

  before(async () => {
    server = createServer((_, response) => {
      asked += 1;
      response.writeHead(answer.status, { "Content-Type": "application/json" }).end(JSON.stringify(answer.body));
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => {
    asked = 0;
    now = 1_000;
    says();
  });

  it("says of which block an answer is, and how many were behind it", async () => {
    const index = reader();
    expect(index.state).to.deep.equal({ kind: "unasked" });
    expect(await index.ask("logs", ASKED, HEAD)).to.include({ to: 40n });
    expect(index.state).to.deep.equal({ kind: "answers", block: 48n, behind: 2n });
  });

  it("is not behind a node that knows less", async () => {
    const index = reader();
    await index.ask("logs", ASKED, { ...HEAD, number: 47n });
    expect(index.state).to.deep.equal({ kind: "answers", block: 48n, behind: 0n });
  });

  const refusals: readonly [string, object, number, string][] = [
    ["of a chain of another number", { protocol: { ...PROTOCOL, chainId: 1 } }, 200, "It is an index of chain 1."],
    [
      "of a chain that began otherwise",
      { protocol: { ...PROTOCOL, genesis: `0x${"2".repeat(64)}` } },
      200,
      "It is an index of another chain of this number.",
    ],
    [
      "of other contracts",
      { protocol: { ...PROTOCOL, directory: `0x${"3".repeat(40)}` } },
      200,
      "It is an index of another protocol.",
    ],
    [
      "that has nothing yet",
      { error: "Nothing has been indexed yet.", next: "." },
      503,
      "Nothing has been indexed yet.",
    ],
  ];
  for (const [name, changes, status, why] of refusals) {
    it(`takes nothing from an index ${name}, and leaves it alone for ten seconds`, async () => {
      says(changes, status);
      const index = reader();
      expect(await index.ask("logs", ASKED, HEAD)).to.equal(undefined);
      expect(index.state).to.deep.equal({ kind: "fails", why });
      says();
      now += 9_999;
      expect(await index.ask("logs", ASKED, HEAD)).to.equal(undefined);
      expect(asked).to.equal(1);
      now += 1;
      expect(await index.ask("logs", ASKED, HEAD)).to.include({ to: 40n });
    });
  }

  it("takes nothing that the schema does not know", async () => {
    says({ logs: [{ address: DIRECTORY }] });
    const index = reader();
    expect(await index.ask("logs", ASKED, HEAD)).to.equal(undefined);
    expect(index.state).to.have.property("why").that.contains("answers what is not understood: logs.0.address");
  });

  it("does without an index that is not there", async () => {
    const index = reader("http://127.0.0.1:9");
    expect(await index.ask("logs", ASKED, HEAD)).to.equal(undefined);
    expect(index.state).to.deep.equal({ kind: "fails", why: "No index answers at http://127.0.0.1:9." });
  });

  it("takes a node that has forgotten its first block at its word", async () => {
    expect(await reader().ask("logs", ASKED, { ...HEAD, genesis: undefined })).to.include({ to: 40n });
  });
});
