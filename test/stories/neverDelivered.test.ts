import { expect } from "chai";
import { clusterId, SCOPE } from "../support/underwritingFixture.ts";
import { EVIDENCE, MILESTONE, signAttestation } from "../support/milestonesFixture.ts";
import { at, COST, DEPOSIT, deployed, ethers, MONTH, networkHelpers, now, STATUS } from "../support/protocol.ts";
import { DAY, usdc } from "../support/units.ts";

const ATTESTING_TIME = 7n * DAY;
const ORDERED = usdc("2_400_000"); // 30 %
const DELIVERED = usdc("6_400_000"); // 50 % more

describe("Story: hardware that waits for milestones", () => {
  /** 30 % are paid when ordered, 50 % when delivered, the rest in service; 8,000,000 of the vault's 10,000,000 are drawn. */
  async function drawn() {
    const fixture = await deployed();
    const { vault, book, milestones, quorum, operator, reporters, addCluster } = fixture;
    const inServiceBy = (await now()) + 60n * DAY;
    const shares = { orderedBps: 3_000n, deliveredBps: 5_000n };
    const cluster = await addCluster({ maxPeriod: MONTH }, { inServiceBy, milestones: shares });
    const prices = [await vault.entryPrice(), await vault.exitPrice()];

    /** Not a unit has moved, for who enters or for who leaves. */
    const nothingMoved = async () => {
      const { nav, totalAssets, locked } = await vault.state();
      expect([nav, totalAssets, locked]).to.deep.equal([DEPOSIT, DEPOSIT, 0n]);
      expect([await vault.entryPrice(), await vault.exitPrice()]).to.deep.equal(prices);
    };
    /** The reporters say that a milestone has just been reached. */
    const reach = async (milestone: bigint) => {
      const attestation = {
        cluster,
        milestone,
        reporterSet: await quorum.version(),
        clusterVersion: 1n,
        reachedAt: await now(),
        evidenceRoot: EVIDENCE,
      };
      const { signers, signatures } = await signAttestation(milestones, attestation, reporters.slice(0, 3));
      await milestones.attest(attestation, signers, signatures);
      return attestation.reachedAt;
    };

    await book.connect(operator).draw(cluster, COST, operator);
    await nothingMoved();
    return { ...fixture, cluster, inServiceBy, closesAt: inServiceBy + ATTESTING_TIME, nothingMoved, reach };
  }

  it("is drawn into keeping, where the operator can't take it", async () => {
    const { asset, book, milestones, operator, cluster } = await drawn();

    expect(await asset.balanceOf(milestones)).to.equal(COST);
    expect((await book.facility(cluster)).value).to.equal(COST);
    await expect(milestones.connect(operator).pay(cluster, operator)).to.be.revertedWithCustomError(
      milestones,
      "Milestones_NothingToPay",
    );
  });

  it("never ordered: all of it comes back, and every depositor can leave whole", async () => {
    const { asset, book, vault, milestones, underwriting, depositor, stranger, cluster, closesAt, ...story } =
      await drawn();
    await networkHelpers.time.increaseTo(closesAt - 2n);
    await story.nothingMoved();

    const giving = at(closesAt, () => milestones.connect(stranger).giveBack(cluster));

    await expect(giving).to.emit(book, "DrawReturned").withArgs(cluster, COST, 0n);
    await story.nothingMoved();
    expect(await asset.balanceOf(milestones)).to.equal(0n);
    expect((await vault.state()).cash).to.equal(DEPOSIT);
    const { status, cost, value, salvage } = await book.facility(cluster);
    expect([status, cost, value, salvage]).to.deep.equal([STATUS.Approved, 0n, 0n, 0n]);
    await expect(underwriting.refresh(cluster)).to.emit(underwriting, "ExposureChanged").withArgs(cluster, COST, 0n);
    // Nothing falls due any more, however long one waits.
    await networkHelpers.time.increase(400n * DAY);
    await story.nothingMoved();
    await expect(vault.connect(depositor).withdraw(DEPOSIT, depositor, depositor)).to.changeTokenBalance(
      ethers,
      asset,
      depositor,
      DEPOSIT,
    );
  });

  it("ordered and paid, never delivered: the rest comes back, what was spent stays at its value", async () => {
    const { asset, book, vault, milestones, underwriting, operator, other, cluster, closesAt, ...story } =
      await drawn();
    await story.reach(MILESTONE.Ordered);
    await expect(milestones.connect(operator).pay(cluster, other)).to.changeTokenBalance(ethers, asset, other, ORDERED);
    await story.nothingMoved();

    await expect(at(closesAt, () => milestones.giveBack(cluster)))
      .to.emit(book, "DrawReturned")
      .withArgs(cluster, COST - ORDERED, ORDERED);

    await story.nothingMoved();
    expect((await vault.state()).cash).to.equal(DEPOSIT - ORDERED);
    const { status, cost, value, salvage } = await book.facility(cluster);
    expect([status, cost, value, salvage]).to.deep.equal([STATUS.Drawn, ORDERED, ORDERED, usdc("240_000")]);
    await underwriting.refresh(cluster);
    expect(await underwriting.exposureOf(SCOPE.Cluster, clusterId(cluster))).to.equal(ORDERED);
  });

  it("given up by its curator: it comes back at once, and what it wore by then vests", async () => {
    const { book, vault, milestones, resolutions, curator, cluster, act } = await drawn();
    await act(curator, resolutions, "openResolution", [cluster]);

    await milestones.giveBack(cluster);

    const { cash, nav, locked } = await vault.state();
    expect([cash, nav + locked]).to.deep.equal([DEPOSIT, DEPOSIT]);
    expect((await book.facility(cluster)).value).to.equal(0n);
  });

  it("delivered and in service: all of it is paid, and only the attested second counts", async () => {
    const { asset, book, milestones, operator, cluster, reach, nothingMoved } = await drawn();
    await reach(MILESTONE.Ordered);
    await reach(MILESTONE.Delivered);
    await expect(milestones.connect(operator).pay(cluster, operator)).to.changeTokenBalance(
      ethers,
      asset,
      operator,
      DELIVERED,
    );
    await expect(book.connect(operator).commission(cluster, await now()))
      .to.be.revertedWithCustomError(book, "FacilityBook_NotAttested")
      .withArgs(cluster, await now(), 0n);
    const inServiceAt = await reach(MILESTONE.InService);
    await expect(book.connect(operator).commission(cluster, inServiceAt + 1n))
      .to.be.revertedWithCustomError(book, "FacilityBook_NotAttested")
      .withArgs(cluster, inServiceAt + 1n, inServiceAt);
    await milestones.connect(operator).pay(cluster, operator);
    await nothingMoved();

    await expect(book.connect(operator).commission(cluster, inServiceAt))
      .to.emit(book, "Commissioned")
      .withArgs(cluster, inServiceAt);

    await nothingMoved();
    expect(await asset.balanceOf(milestones)).to.equal(0n);
  });
});
