import { expect } from "chai";
import { network } from "hardhat";

const { ethers } = await network.create();

describe("MockToken", () => {
  it("has the decimals it is given", async () => {
    const token = await ethers.deployContract("MockToken", ["Six", "SIX", 6]);

    expect(await token.decimals()).to.equal(6n);
  });
});
