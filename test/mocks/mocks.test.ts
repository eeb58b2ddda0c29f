import { expect } from "chai";
import { network } from "hardhat";
import { actors } from "../support/actors.ts";

const { ethers } = await network.create();

/** The mocks misbehave on purpose: each must do what its attack test relies on. */
describe("contracts/mocks", () => {
  describe("MockToken", () => {
    for (const decimals of [6, 8, 18]) {
      it(`has ${decimals} decimals when told so`, async () => {
        const token = await ethers.deployContract("MockToken", ["Mock", "MOCK", decimals]);

        expect(await token.decimals()).to.equal(decimals);
      });
    }
  });

  describe("MockFeeToken", () => {
    it("delivers less than was sent", async () => {
      const { sender, receiver } = await actors(ethers, "sender", "receiver");
      const token = await ethers.deployContract("MockFeeToken", [6, 100]);
      await token.mint(sender, 1_000n);

      await token.transfer(receiver, 1_000n);

      expect(await token.balanceOf(receiver)).to.equal(990n);
      expect(await token.balanceOf(sender)).to.equal(0n);
    });
  });

  describe("MockNoReturnToken", () => {
    it("moves tokens without an answer", async () => {
      const { sender, receiver } = await actors(ethers, "sender", "receiver");
      const token = await ethers.deployContract("MockNoReturnToken", [6]);
      await token.mint(sender, 5n);

      expect(await ethers.provider.call({ ...(await token.transfer.populateTransaction(receiver, 5n)) })).to.equal(
        "0x",
      );
      await token.transfer(receiver, 5n);
      expect(await token.balanceOf(receiver)).to.equal(5n);
    });

    it("changes an allowance only by way of zero", async () => {
      const { spender } = await actors(ethers, "spender");
      const token = await ethers.deployContract("MockNoReturnToken", [6]);
      await token.approve(spender, 5n);

      await expect(token.approve(spender, 6n)).to.be.revertedWithCustomError(token, "ResetAllowanceFirst").withArgs(5n);
    });
  });

  describe("MockFalseReturningToken", () => {
    it("answers false and moves nothing while refusing", async () => {
      const { sender, receiver } = await actors(ethers, "sender", "receiver");
      const token = await ethers.deployContract("MockFalseReturningToken", [6]);
      await token.mint(sender, 5n);
      await token.setRefusing(true);

      expect(await token.transfer.staticCall(receiver, 5n)).to.equal(false);
      await token.transfer(receiver, 5n);
      expect(await token.balanceOf(receiver)).to.equal(0n);
    });
  });

  describe("MockBlocklistToken", () => {
    it("refuses a listed receiver", async () => {
      const { sender, receiver } = await actors(ethers, "sender", "receiver");
      const token = await ethers.deployContract("MockBlocklistToken", [6]);
      await token.mint(sender, 5n);
      await token.setBlocked(receiver, true);

      await expect(token.transfer(receiver, 5n)).to.be.revertedWithCustomError(token, "Blocked").withArgs(receiver);
    });
  });

  describe("MockReentrantToken", () => {
    it("calls its target once, in the middle of a transfer", async () => {
      const { sender, receiver } = await actors(ethers, "sender", "receiver");
      const token = await ethers.deployContract("MockReentrantToken", [6]);
      await token.mint(sender, 5n);
      const AFTER_TRANSFER = 2n;
      await token.arm(AFTER_TRANSFER, token, token.interface.encodeFunctionData("balanceOf", [receiver.address]));

      await token.transfer(receiver, 3n);
      await token.transfer(receiver, 2n);

      expect(await token.calls()).to.equal(1n);
      expect(await token.succeeded()).to.equal(true);
      expect(BigInt(await token.answer())).to.equal(3n);
    });
  });

  describe("MockRebasingToken", () => {
    it("changes balances without a transfer", async () => {
      const { holder } = await actors(ethers, "holder");
      const token = await ethers.deployContract("MockRebasingToken", [6]);
      await token.mint(holder, 1_000n);

      await token.rebase(ethers.parseEther("0.9"));

      expect(await token.balanceOf(holder)).to.equal(900n);
    });
  });
});
