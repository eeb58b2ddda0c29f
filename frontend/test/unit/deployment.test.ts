import { DEPLOYED_KEYS } from "@gpu-yield-vaults/sdk/protocol";
import { expect } from "chai";
import { webDeployment } from "../../../scripts/web/deployment.ts";
import { DeploymentFormatError, parseDeployment } from "../../src/lib/config/deployment";
import { chainOf } from "../../src/lib/wagmi/chainOf";
import { testAccountConnector } from "../../src/lib/wagmi/testAccountConnector";

const ADDRESS = "0x5fbdb2315678afecb367f032d93f642f64180aa3";
const account = { label: "Depositor", address: ADDRESS, privateKey: `0x${"11".repeat(32)}` as const };

function file(changes: object = {}): object {
  return {
    chainId: 31337,
    rpcUrl: "http://127.0.0.1:8545",
    name: "Local chain",
    blockNumber: 4,
    contracts: Object.fromEntries(DEPLOYED_KEYS.map((name) => [name, ADDRESS])),
    testAccounts: [account],
    ...changes,
  };
}

describe("the deployment file", () => {
  it("is read with checksummed addresses", () => {
    const { contracts, blockNumber, testAccounts } = parseDeployment(file());
    expect(contracts.vault).to.equal("0x5FbDB2315678afecb367f032d93F642f64180aa3");
    expect(blockNumber).to.equal(4n);
    expect(testAccounts).to.have.length(1);
  });

  it("names one node or several, which are asked in their order", () => {
    const [first, second] = ["http://127.0.0.1:8545", "https://other.example/key"];
    const several = { rpcUrls: [second, first] };
    expect(parseDeployment(file()).rpcUrls).to.deep.equal([first]);
    expect(parseDeployment(file(several)).rpcUrls).to.deep.equal([first, second]);
    expect(parseDeployment(file({ ...several, rpcUrl: undefined }))).to.include({ rpcUrl: second });
    expect(chainOf(parseDeployment(file(several))).rpcUrls.default.http).to.deep.equal([first, second]);
  });

  it("names an index where there is one", () => {
    expect(parseDeployment(file())).not.to.have.property("indexUrl");
    expect(parseDeployment(file({ indexUrl: "http://127.0.0.1:42069" })).indexUrl).to.equal("http://127.0.0.1:42069");
    expect(() => parseDeployment(file({ indexUrl: "ftp://x" }))).to.throw(DeploymentFormatError, "indexUrl is not");
  });

  it("brings test accounts on the local chain only", () => {
    expect(parseDeployment(file({ chainId: 8453 })).testAccounts).to.deep.equal([]);
    const base = chainOf(parseDeployment(file({ chainId: 8453 })));
    expect(() => testAccountConnector({ ...account, address: ADDRESS }, base)).to.throw("on chain 31337 only");
  });

  it("brings a time machine on the local chain only", () => {
    const timeMachineUrl = "http://127.0.0.1:4711";
    expect(parseDeployment(file({ timeMachineUrl })).timeMachineUrl).to.equal(timeMachineUrl);
    expect(parseDeployment(file())).to.not.have.property("timeMachineUrl");
    expect(parseDeployment(file({ timeMachineUrl, chainId: 8453 }))).to.not.have.property("timeMachineUrl");
  });

  it("is read as a hosted web app has it, nodes in their order, and no test accounts", () => {
    const addresses = parseDeployment(file()).contracts;
    const record = { network: "base", chainId: 8453, genesis: `0x${"00".repeat(32)}`, fromBlock: 7, addresses };
    const nodes = ["https://one.example/", "https://two.example/"];

    const { rpcUrl, rpcUrls, ...rest } = parseDeployment(webDeployment(record, "Base", nodes));

    expect([rpcUrl, rpcUrls]).to.deep.equal([nodes[0], nodes]);
    expect(rest).to.deep.equal({
      chainId: 8453,
      name: "Base",
      blockNumber: 7n,
      contracts: addresses,
      testAccounts: [],
    });
    const withIndex = webDeployment(record, "Base", nodes, "https://index.example/");
    expect(parseDeployment(withIndex).indexUrl).to.equal("https://index.example/");
  });

  it("is refused with the field that is wrong", () => {
    const wrong: [object, string][] = [
      [{ chainId: "31337" }, "chainId is not a number."],
      [{ blockNumber: -1 }, "blockNumber is not a whole number."],
      [{ rpcUrl: "" }, "rpcUrl is not a text."],
      [{ rpcUrl: "127.0.0.1:8545" }, "rpcUrl is not an address that begins with https:// or http://."],
      [{ rpcUrl: undefined }, "rpcUrl is not a text."],
      [{ rpcUrls: "http://127.0.0.1" }, "rpcUrls is not a list."],
      [{ rpcUrls: ["http://"] }, "rpcUrls[0] is not an address that begins with https:// or http://."],
      [{ contracts: {} }, "contracts.accessManager is not an address."],
      [{ testAccounts: [{ ...account, privateKey: "0x11" }] }, "testAccounts[0].privateKey is not a key."],
    ];
    for (const [changes, sentence] of wrong) {
      expect(() => parseDeployment(file(changes))).to.throw(DeploymentFormatError, sentence);
    }
    expect(() => parseDeployment([])).to.throw(DeploymentFormatError, "the file is not an object.");
  });
});
