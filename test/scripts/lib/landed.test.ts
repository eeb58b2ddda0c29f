import { expect } from "chai";
import { network } from "hardhat";
import type { AddressInfo } from "node:net";
import { landed } from "../../../scripts/lib/landed.ts";
import { connect, type NodeProvider } from "../../../scripts/lib/rpc.ts";
import { createRpcServer } from "../../../scripts/start/rpcServer.ts";
import { cliErrorOf } from "../support/cliErrorOf.ts";
import { quietly } from "../support/quietly.ts";

const connection = await network.create();

describe("a transaction that is sent", function () {
  this.timeout(30_000);

  const server = createRpcServer(connection.provider);
  let provider: NodeProvider;
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    provider = await connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  after(() => {
    provider.destroy();
    server.closeAllConnections();
    server.close();
  });

  const send = async (change: object = {}) => {
    const sender = await provider.getSigner(0);
    return sender.sendTransaction({ to: sender.address, ...change });
  };

  it("says its hash, and is waited for", async () => {
    let hash = "";
    const printed = await quietly(async () => {
      ({ hash } = await landed(send()));
    });
    expect(printed).to.equal(`sent ${hash}\n`);
  });

  it("is given up after a while, with what to do next, and keeps its hash", async () => {
    await connection.provider.request({ method: "evm_setAutomine", params: [false] });
    let error: Awaited<ReturnType<typeof cliErrorOf>> | undefined;
    const printed = await quietly(async () => {
      error = await cliErrorOf(landed(send(), 500));
    });
    await connection.provider.request({ method: "evm_setAutomine", params: [true] });

    const [, hash = ""] = /^sent (0x\w{64})\n$/.exec(printed) ?? [];
    const sender = await provider.getSigner(0);
    expect([error?.message, error?.exitCode]).to.deep.equal(["The transaction is in no block after 0.5 s.", 2]);
    expect(error?.facts).to.deep.equal([hash, `number 1 of ${sender.address}`]);
    expect(error?.next).to.match(/once the node has dropped it, repeat the command\.$/);
  });
});
