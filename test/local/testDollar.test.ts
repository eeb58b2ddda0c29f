import { expect } from "chai";
import { network } from "hardhat";

const local = await network.create();
const elsewhere = await network.create({ override: { chainId: 8453 } });

describe("TestDollar", () => {
  it("looks like USDC and lets anyone print it", async () => {
    const [, stranger] = await local.ethers.getSigners();
    const dollar = await local.ethers.deployContract("TestDollar");
    if (stranger === undefined) throw new Error("no second account");

    await dollar.connect(stranger).mint(stranger, 5_000_000n);

    expect(await dollar.name()).to.equal("Test Dollar");
    expect(await dollar.symbol()).to.equal("tUSD");
    expect(await dollar.decimals()).to.equal(6n);
    expect(await dollar.balanceOf(stranger)).to.equal(5_000_000n);
    expect(await dollar.nonces(stranger)).to.equal(0n);
  });

  it("can't be deployed on any other chain", async () => {
    const factory = await elsewhere.ethers.getContractFactory("TestDollar");

    await expect(elsewhere.ethers.deployContract("TestDollar"))
      .to.be.revertedWithCustomError(factory, "TestDollar_LocalChainOnly")
      .withArgs(8453n);
  });
});
