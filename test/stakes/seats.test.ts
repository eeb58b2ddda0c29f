import { expect } from "chai";
import { ethers, acting, networkHelpers } from "../support/disputesFixture.ts";
import { submitReport } from "../support/reports.ts";
import { LEAST_STAKE, staked, type Staking } from "../support/stakesFixture.ts";
import { DAY } from "../support/units.ts";

const { time } = networkHelpers;

/** The governor names another set, after its delay. */
async function rename({ manager, governor, quorum, reporters, stranger }: Staking) {
  const members = [...reporters.slice(1), stranger].sort((x, y) => (BigInt(x.address) < BigInt(y.address) ? -1 : 1));
  const addresses = members.map(({ address }) => address);
  const data = quorum.interface.encodeFunctionData("setReporters", [addresses, 3, []]);
  await manager.connect(governor).schedule(quorum, data, 0);
  await time.increase(10n * DAY);
  return { members, set: quorum.connect(governor).setReporters(addresses, 3, []) };
}

describe("ReporterQuorum: seats and stakes", () => {
  it("have all been active before anybody asked for stakes", async () => {
    const { manager, stakes } = await staked();
    const members = ["0x1111111111111111111111111111111111111111", "0x2222222222222222222222222222222222222222"];

    const quorum = await ethers.deployContract("ReporterQuorum", [manager, members, 2, []]);

    expect([await quorum.stakes(), await quorum.activeSeats()]).to.deep.equal([ethers.ZeroAddress, 0b11n]);
    expect(await stakes.backed(members)).to.equal(0n);
  });

  it("are all inactive until reporters post, and all active once none is asked for", async () => {
    const fixture = await staked();
    const { manager, governor, quorum, stakeEscrow, stakes, reporters, nextReport, oracle, asset } = fixture;
    const other = await ethers.deployContract("ReporterStakes", [manager, oracle, stakeEscrow, LEAST_STAKE, 90n * DAY]);
    const change = async (to: string) => {
      await manager.connect(governor).schedule(quorum, quorum.interface.encodeFunctionData("setStakes", [to]), 0);
      await time.increase(10n * DAY);
      return quorum.connect(governor).setStakes(to);
    };

    const changed = change(await other.getAddress());
    await expect(changed).to.emit(quorum, "StakesReplaced").withArgs(stakes, other);
    await expect(changed).to.emit(quorum, "SeatsChanged").withArgs(1n, 0n);
    expect(await quorum.activeSeats()).to.equal(0n);
    const report = await nextReport();
    const [first] = reporters;
    await expect(submitReport(oracle, report, reporters.slice(0, 3)))
      .to.be.revertedWithCustomError(quorum, "ReporterQuorum_InactiveSeat")
      .withArgs(first);

    await change(ethers.ZeroAddress);
    expect(await quorum.activeSeats()).to.equal(0b1111n);
    await submitReport(oracle, report, reporters.slice(0, 3));
    expect(await asset.balanceOf(stakeEscrow)).to.be.greaterThan(0n);
  });

  it("are looked at anew with every set: who has staked before sits at once", async () => {
    const fixture = await staked();
    const { quorum, stranger, post } = fixture;
    const { members, set } = await rename(fixture);
    const place = BigInt(members.indexOf(stranger));

    await expect(set)
      .to.emit(quorum, "SeatsChanged")
      .withArgs(2n, 0b1111n & ~(1n << place));
    await expect(post(stranger, LEAST_STAKE)).to.emit(quorum, "SeatsChanged").withArgs(2n, 0b1111n);
  });

  it("give a standby that has staked an active seat in the second of an ejection", async () => {
    const { quorum, manager, contradictions, reporters, standby } = await staked();
    const [first] = reporters;
    if (!first) throw new Error("nobody reports");
    const prover = await acting(await contradictions.getAddress());

    await quorum.connect(prover).eject(first);

    expect([await quorum.isReporter(standby), await quorum.activeSeats()]).to.deep.equal([true, 0b1111n]);
    expect(await manager.getAddress()).to.equal(await quorum.authority());
  });

  it("remember the members of every version", async () => {
    const fixture = await staked();
    const { quorum, reporters } = fixture;
    const { members, set } = await rename(fixture);
    await set;

    expect([...(await quorum.reportersOf(1n))]).to.deep.equal(reporters.map(({ address }) => address));
    expect([...(await quorum.reportersOf(2n))]).to.deep.equal(members.map(({ address }) => address));
    expect([...(await quorum.reportersOf(3n))]).to.deep.equal([]);
  });

  it("change nothing, and say nothing, where no stake has changed", async () => {
    const { quorum, stranger } = await staked();

    await expect(quorum.connect(stranger).refresh()).not.to.emit(quorum, "SeatsChanged");
  });
});
