import { expect } from "chai";
import { network } from "hardhat";
import { deployProtocol } from "../../deploy/deployProtocol.ts";

const connection = await network.create();

describe("deployProtocol", () => {
  it("deploys", async () => {
    for (let i = 0; i < 3; i++) {
      const t = performance.now();
      const { contracts, addresses } = await deployProtocol(await network.create());
      console.log(performance.now() - t, addresses);
      expect(await contracts.vault.book()).to.equal(addresses.book);
    }
  });
});
void connection;
