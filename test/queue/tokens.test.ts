import { expect } from "chai";
import type { RedemptionQueueInterface } from "../../build/types/contracts/RedemptionQueue.ts";
import { ethers, investedIn, SHARES } from "../support/queueStory.ts";
import { patient } from "../support/requestIds.ts";
import { usdc } from "../support/units.ts";
import { vaultTerms } from "../support/vaultTerms.ts";

const shares = (worth: string): bigint => usdc(worth) * SHARES;

describe("The queue over a token that calls out (18)", () => {
  /** The token itself has a request that is settled and one that is pending, and has cancelled a third. */
  async function calling() {
    const story = await investedIn(await ethers.deployContract("MockReentrantToken", [6]));
    const { queue, vault, asset, ann, ben, request, passEpoch, bringCash } = story;
    const token = await asset.getAddress();
    await vault.connect(ann).transfer(token, shares("30"));
    await ethers.provider.send("hardhat_impersonateAccount", [token]);
    await ethers.provider.send("hardhat_setBalance", [token, "0xde0b6b3a7640000"]);
    const signer = await ethers.getSigner(token);
    await queue.connect(signer).requestRedeem(shares("10"), token, token);
    await request(ben, usdc("10"));
    await passEpoch(1n);
    await bringCash(usdc("40"));
    await queue.settle();
    await queue.connect(signer).requestRedeem(shares("5"), token, token);
    await queue.connect(signer).cancelRedeemRequest(patient(2n), token);
    await queue.connect(signer).requestRedeem(shares("10"), token, token);
    await passEpoch(2n);
    return { ...story, token };
  }

  /** Every call that changes something, as the token would make it. */
  const calls = (abi: RedemptionQueueInterface, token: string): readonly (readonly [string, string])[] => [
    ["settle", abi.encodeFunctionData("settle")],
    ["redeem", abi.encodeFunctionData("redeem", [1n, token, token])],
    ["withdraw", abi.encodeFunctionData("withdraw", [1n, token, token])],
    ["claim", abi.encodeFunctionData("claim", [patient(1n), token, token])],
    ["requestRedeem", abi.encodeFunctionData("requestRedeem", [1n, token, token])],
    ["requestRedeemAtAnyPrice", abi.encodeFunctionData("requestRedeemAtAnyPrice", [1n, token, token])],
    [
      "requestRedeemWithPermit",
      abi.encodeFunctionData("requestRedeemWithPermit", [1n, token, 2n ** 40n, 27n, ethers.ZeroHash, ethers.ZeroHash]),
    ],
    ["cancelRedeemRequest", abi.encodeFunctionData("cancelRedeemRequest", [patient(2n), token])],
    ["claimCancelRedeemRequest", abi.encodeFunctionData("claimCancelRedeemRequest", [patient(2n), token, token])],
  ];

  for (const moment of ["before", "after"] as const) {
    for (const during of ["settle", "claim"] as const) {
      it(`no call gets in ${moment} the transfer of a ${during}`, async () => {
        const { queue, asset, ben, token } = await calling();
        const refused = queue.interface.encodeErrorResult("ReentrancyGuardReentrantCall");
        let untouched: unknown = await ethers.provider.send("evm_snapshot", []);
        for (const [name, data] of calls(queue.interface, token)) {
          await asset.arm(moment === "before" ? 1 : 2, queue, data);

          if (during === "settle") await queue.settle();
          else await queue.connect(ben).claim(patient(1n), ben, ben);

          expect(await asset.calls(), name).to.equal(1n);
          expect(await asset.answer(), name).to.equal(refused);
          await ethers.provider.send("evm_revert", [untouched]);
          untouched = await ethers.provider.send("evm_snapshot", []);
        }
      });
    }
  }
});

describe("The queue over a token that keeps a part of every transfer (13)", () => {
  it("counts what arrives: claims are backed", async () => {
    const asset = await ethers.deployContract("MockFeeToken", [6, 100]);
    const manager = await ethers.deployContract("AccessManager", [(await ethers.getSigners())[0]?.address ?? ""]);
    const terms = vaultTerms({ vestingFloor: 1n, vestingCap: 1n, capWholeTokens: 1_000n, epochLength: 3_600n });
    const vault = await ethers.deployContract("GpuYieldVault", [manager, asset, terms]);
    const queue = await ethers.getContractAt("RedemptionQueue", await vault.queue());
    const [ann] = await ethers.getSigners();
    if (ann === undefined) throw new Error("The chain has no accounts.");
    await asset.mint(vault, usdc("10"));
    await asset.mint(ann, usdc("100"));
    await asset.approve(vault, usdc("100"));
    await vault.deposit(usdc("100"), ann);
    await queue.requestRedeem(shares("100"), ann, ann);
    await ethers.provider.send("evm_increaseTime", [3_600]);

    await expect(queue.settle()).to.emit(queue, "EpochSettled").withArgs(patient(1n), shares("100"), usdc("99"), 0n);
    expect(await queue.maxWithdraw(ann)).to.equal(usdc("99"));
    expect(await asset.balanceOf(queue)).to.equal(usdc("99"));
  });
});
