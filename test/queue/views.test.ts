import { expect } from "chai";
import { ONE_X32 } from "../support/moneyLaw.ts";
import {
  closed,
  EPOCH,
  ethers,
  invested,
  networkHelpers,
  settledInPart,
  SHARES,
  STAKE,
} from "../support/queueStory.ts";
import { patient } from "../support/requestIds.ts";
import { usdc } from "../support/units.ts";
import { posting } from "../support/vaultAlone.ts";
import { vaultTerms } from "../support/vaultTerms.ts";

const shares = (worth: string): bigint => usdc(worth) * SHARES;

describe("The queue as an entrance of the vault", () => {
  it("takes nothing in", async () => {
    const { queue, ann } = await invested();

    expect([await queue.maxDeposit(ann), await queue.maxMint(ann)]).to.deep.equal([0n, 0n]);
    for (const call of [queue.deposit(1n, ann), queue.mint(1n, ann)]) {
      await expect(call).to.be.revertedWithCustomError(queue, "RedemptionQueue_RedeemsOnly");
    }
  });

  it("cannot say what a redemption will pay (23)", async () => {
    const { queue } = await invested();

    for (const call of [queue.previewRedeem(1n), queue.previewWithdraw(1n)]) {
      await expect(call).to.be.revertedWithCustomError(queue, "RedemptionQueue_NoPreview");
    }
  });

  it("says of everything else what the vault says", async () => {
    const { queue, vault, fallDelinquent } = await invested();
    await fallDelinquent(usdc("1_234"));

    expect(await queue.totalAssets()).to.equal(3n * STAKE - usdc("1_234"));
    expect(await queue.convertToAssets(shares("1"))).to.equal(await vault.convertToAssets(shares("1")));
    expect(await queue.convertToShares(usdc("1"))).to.equal(await vault.convertToShares(usdc("1")));
    expect(await queue.previewDeposit(usdc("1"))).to.equal(await vault.previewDeposit(usdc("1")));
    expect(await queue.previewMint(shares("1"))).to.equal(await vault.previewMint(shares("1")));
  });

  it("names its interfaces: ERC-165, ERC-7540 operators, redemption, ERC-7575, ERC-7887 redemption (30)", async () => {
    const { queue } = await invested();

    for (const id of ["0x01ffc9a7", "0xe3bc4e65", "0x620ee8e4", "0x2f0a18c5", "0xe76cffc7"]) {
      expect(await queue.supportsInterface(id), id).to.equal(true);
    }
    for (const id of ["0xffffffff", "0xce3bbe50", "0x8bf840e3"]) {
      expect(await queue.supportsInterface(id), id).to.equal(false);
    }
  });
});

describe("The queue's views", () => {
  it("what closed epochs wait for is nothing until the epoch's end", async () => {
    const { queue, vault, ann, request, passEpoch } = await invested();
    await request(ann, usdc("100"));
    expect(await queue.closedShares()).to.deep.equal([0n, 0n]);
    expect((await vault.state()).freeCash).to.equal(0n);

    await queue.connect(ann).requestRedeemAtAnyPrice(shares("7"), ann, ann);
    expect(await queue.closedShares()).to.deep.equal([0n, 0n]);

    await passEpoch(1n);
    expect(await queue.closedShares()).to.deep.equal([shares("100"), shares("7")]);
    await request(ann, usdc("5"));
    expect(await queue.closedShares()).to.deep.equal([shares("100"), shares("7")]);
  });

  it("cash that closed epochs wait for is out of reach of instant exits and draws", async () => {
    const { vault, source, ann, bringCash } = await closed();
    await bringCash(usdc("700"));

    expect((await vault.state()).freeCash).to.equal(usdc("100"));
    expect(await vault.maxWithdraw(ann)).to.equal(usdc("100"));
    await expect(vault.connect(ann).withdraw(usdc("100") + 1n, ann, ann))
      .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
      .withArgs(usdc("100") + 1n, usdc("100"));
    await expect(vault.connect(source).fund(source, usdc("100") + 1n))
      .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
      .withArgs(usdc("100") + 1n, usdc("100"));
  });

  it("instant exits may have what the patient wait for who may not be paid; draws may not", async () => {
    const { queue, vault, source, ann, requestAtAnyPrice, passEpoch, bringCash, fallDelinquent } = await closed();
    await requestAtAnyPrice(ann, usdc("50"));
    await passEpoch(2n);
    await bringCash(usdc("700"));
    expect((await vault.state()).freeCash).to.equal(usdc("50"));

    await fallDelinquent(usdc("300_000"));

    const free = usdc("700") - (await vault.convertToAssets(shares("50"))) - 1n;
    expect((await vault.state()).freeCash).to.be.closeTo(free, 1n);
    expect(await queue.closedShares()).to.deep.equal([shares("600"), shares("50")]);
    await expect(vault.connect(source).fund(source, usdc("50") + 1n))
      .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
      .withArgs(usdc("50") + 1n, usdc("50"));
    await vault.connect(source).fund(source, usdc("50"));
    await vault.connect(ann).withdraw((await vault.state()).freeCash, ann, ann);
  });

  it("a request shows what waits, what can be claimed and what was", async () => {
    const { queue, ann, genesis } = await settledInPart();
    await queue.connect(ann).withdraw(usdc("5"), ann, ann);

    expect((await queue.requestsOf(ann, 0n, 10n)).requests).to.deep.equal([
      [patient(1n), genesis + EPOCH, shares("100"), shares("75"), shares("20"), usdc("20"), shares("5"), 0n],
    ]);
    expect((await queue.requestsOf(ann, 0n, 0n)).next).to.equal(patient(1n));
  });

  it("somebody unknown has no requests", async () => {
    const { queue, stranger } = await settledInPart();

    expect(await queue.requestsOf(stranger, 0n, 10n)).to.deep.equal([[], 0n]);
    expect(await queue.pendingRedeemRequest(patient(1n), stranger)).to.equal(0n);
    expect(await queue.claimableRedeemRequest(patient(99n), stranger)).to.equal(0n);
  });
});

describe("RedemptionQueue.exitForecast", () => {
  /** A vault without a source: nobody owes it anything. */
  async function sourceless() {
    const fixture = await invested();
    const { manager, asset, ann } = fixture;
    const terms = vaultTerms({ vestingFloor: 1n, vestingCap: 1n, capWholeTokens: 1_000n, epochLength: EPOCH });
    const vault = await ethers.deployContract("GpuYieldVault", [manager, asset, terms]);
    const queue = await ethers.getContractAt("RedemptionQueue", await vault.queue());
    await asset.connect(ann).approve(vault, usdc("100"));
    await vault.connect(ann).deposit(usdc("100"), ann);
    return { ...fixture, vault, queue, genesis: await queue.genesis() };
  }

  it("given the cash is there: the end of the epoch that the request would join", async () => {
    const { queue, ann, genesis } = await sourceless();
    await queue.connect(ann).requestRedeem(shares("60"), ann, ann);

    expect(await queue.exitForecast(shares("40"), false)).to.deep.equal([
      shares("60"),
      usdc("60"),
      usdc("40"),
      usdc("100"),
      0n,
      genesis + EPOCH,
      0n,
      genesis + EPOCH,
      3n,
    ]);
  });

  it("shares that were cancelled are not ahead", async () => {
    const { queue, ann } = await sourceless();
    await queue.connect(ann).requestRedeem(shares("60"), ann, ann);
    await queue.connect(ann).cancelRedeemRequest(patient(1n), ann);

    expect((await queue.exitForecast(shares("40"), false)).sharesAhead).to.equal(0n);
  });

  it("given it is not: that epoch's end rests on cash that nobody owes yet", async () => {
    const { queue, ann } = await sourceless();
    await queue.connect(ann).requestRedeem(shares("60"), ann, ann);

    expect((await queue.exitForecast(shares("40") + SHARES, false)).earliestBasis).to.equal(2n);
  });

  describe("given more is unrealised than patient requests tolerate", () => {
    async function blocked() {
      const fixture = await sourceless();
      const { vault, queue, ann, genesis } = fixture;
      const source = await ethers.deployContract("MockAssetSource");
      const lastEnd = genesis + 10n * EPOCH;
      await source.setOutlook(0n, lastEnd);
      await vault.bindSource(source);
      await networkHelpers.impersonateAccount(await source.getAddress());
      await networkHelpers.setBalance(await source.getAddress(), 10n ** 18n);
      const signer = await ethers.getSigner(await source.getAddress());
      await vault.connect(signer).post(posting({ loss: usdc("1") * ONE_X32 }));
      await queue.connect(ann).requestRedeem(shares("60"), ann, ann);
      await queue.connect(ann).requestRedeemAtAnyPrice(shares("30"), ann, ann);
      return { ...fixture, lastEnd };
    }

    it("a patient request waits for a cure, which has no date", async () => {
      const { queue, lastEnd } = await blocked();

      const forecast = await queue.exitForecast(shares("10"), false);

      expect([forecast.earliest, forecast.earliestBasis]).to.deep.equal([0n, 4n]);
      expect([forecast.worst, forecast.worstBasis]).to.deep.equal([lastEnd + EPOCH, 3n]);
      expect(forecast.sharesAhead).to.equal(shares("90"));
    });

    it("one at any price has only its like ahead, and the epoch's end as its date", async () => {
      const { queue, genesis, lastEnd } = await blocked();

      const forecast = await queue.exitForecast(shares("10"), true);

      expect([forecast.earliest, forecast.earliestBasis]).to.deep.equal([genesis + EPOCH, 0n]);
      expect(forecast.worst).to.equal(lastEnd);
      expect(forecast.sharesAhead).to.equal(shares("30"));
    });
  });

  describe("given several sources", () => {
    /** Two that are owed 10 and 30, the first of which ends last. */
    async function owed() {
      const fixture = await sourceless();
      const { vault, ann, queue, genesis } = fixture;
      const lastEnd = genesis + 10n * EPOCH;
      for (const [receivable, end] of [
        [usdc("10"), lastEnd],
        [usdc("30"), lastEnd - 1n],
      ] as const) {
        const source = await ethers.deployContract("MockAssetSource");
        await source.setOutlook(receivable, end);
        await vault.bindSource(source);
      }
      await queue.connect(ann).requestRedeem(shares("60"), ann, ann);
      return { ...fixture, lastEnd };
    }

    it("adds up what all of them are owed, and waits for the last end of all", async () => {
      const { queue, genesis, lastEnd } = await owed();

      expect(await queue.exitForecast(shares("80"), false)).to.deep.equal([
        shares("60"),
        usdc("60"),
        usdc("80"),
        usdc("100"),
        usdc("40"),
        genesis + EPOCH,
        1n,
        lastEnd,
        3n,
      ]);
    });

    it("rests on cash that nobody owes yet beyond that", async () => {
      const { queue } = await owed();

      expect((await queue.exitForecast(shares("80") + SHARES, false)).earliestBasis).to.equal(2n);
    });

    it("is never worse than the end of the request's own epoch", async () => {
      const { queue, genesis } = await owed();
      await networkHelpers.time.increaseTo(genesis + 11n * EPOCH);

      expect((await queue.exitForecast(shares("1"), false)).worst).to.equal(genesis + 12n * EPOCH);
    });
  });
});
