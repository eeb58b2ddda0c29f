import { expect } from "chai";
import { network } from "hardhat";
import { deployProtocol, type Protocol } from "../../deploy/deployProtocol.ts";
import { sourceOf } from "../../deploy/sources.ts";
import { Verifier } from "../../scripts/verify/Verifier.ts";
import { freePort } from "../support/freePorts.ts";
import { cliErrorOf } from "../scripts/support/cliErrorOf.ts";
import { serveVerifier } from "./support/serveVerifier.ts";

const CHAIN_ID = 31_337;

describe("the sources of what is deployed", function () {
  this.timeout(120_000);

  let protocol: Protocol;
  let server: Awaited<ReturnType<typeof serveVerifier>>;
  let verifier: Verifier;
  before(async () => {
    const connection = await network.create();
    protocol = await deployProtocol(connection);
    server = await serveVerifier((address) => connection.ethers.provider.getCode(address));
    verifier = new Verifier(server.url, CHAIN_ID);
  });
  after(() => server.close());

  it("compile to the very code of a contract that another one has made", async () => {
    const { queue } = protocol.addresses;
    expect(await verifier.known(queue)).to.equal("none");
    const source = await sourceOf("RedemptionQueue");
    expect(source.contractIdentifier).to.equal("project/contracts/RedemptionQueue.sol:RedemptionQueue");

    expect(await verifier.verify(queue, source)).to.deep.equal({ match: "exact", why: undefined });

    expect(await verifier.known(queue)).to.equal("exact");
    expect(server.compiled).to.deep.equal([source.contractIdentifier]);
  });

  it("are not those of another contract, and the server's words say so", async () => {
    const { registry } = protocol.addresses;
    expect(await verifier.verify(registry, await sourceOf("VaultDirectory"))).to.deep.equal({
      match: "none",
      why: "The codes do not match.",
    });
    expect(await verifier.known(registry)).to.equal("none");
  });

  it("are refused in the server's words, with what to do", async () => {
    const source = { ...(await sourceOf("VaultDirectory")), compilerVersion: "0.8.1+commit.df193b15" };
    const error = await cliErrorOf(verifier.verify(protocol.addresses.directory, source));
    expect(error.exitCode).to.equal(2);
    expect(error.text).to.equal(
      `error: ${server.url} has not verified anything more.\n  no compiler 0.8.1+commit.df193b15\n` +
        "→ what it has verified stays verified: repeat the command, with another --server if need be.",
    );
  });

  it("wait where no server answers", async () => {
    const port = await freePort();
    const error = await cliErrorOf(
      new Verifier(`http://127.0.0.1:${port}`, CHAIN_ID).known(protocol.addresses.directory),
    );
    expect(error.exitCode).to.equal(2);
    expect(error.text).to.contain("ECONNREFUSED");
  });
});
