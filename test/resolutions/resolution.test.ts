import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { WEAR } from "../support/clusterStory.ts";
import { silentStory } from "../support/lateStory.ts";
import { FINE, TICK } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  drawn,
  ethers,
  inService,
  LIFE,
  LINE,
  networkHelpers,
  ordered,
  STATUS,
} from "../support/protocol.ts";
import { ResolutionLaw } from "../support/resolutionLaw.ts";
import { BOND, resolutionStory } from "../support/resolutionStory.ts";
import { DAY, HOUR, NEVER, usdc } from "../support/units.ts";

const RESERVE = usdc("5_000");
const VESTING_CAP = 90n * DAY;

describe("Resolutions.openResolution", () => {
  for (const [name, fixture, status] of [
    ["no facility", ordered, STATUS.None],
    ["a facility of which nothing is drawn", approved, STATUS.Approved],
  ] as const) {
    describe(`given ${name}`, () => {
      it("reverts with where it stands", async () => {
        const { book, resolutions, curator, act } = await fixture();

        await expect(act(curator, resolutions, "openResolution", [1n]))
          .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
          .withArgs(1n, status);
      });
    });
  }

  describe("given a facility in good standing", () => {
    it("is the curator's word: late from that second on", async () => {
      const { book, vault, resolutions, curator, actAt, inServiceAt } = await inService();
      const t = inServiceAt + 4n * DAY;

      const opening = actAt(t, curator, resolutions, "openResolution", [1n]);

      await expect(opening).to.emit(resolutions, "ResolutionOpened").withArgs(1n, curator);
      await expect(opening).to.emit(book, "ResolutionBegun").withArgs(1n, COST, COST);
      await expect(opening)
        .to.emit(book, "LateSince")
        .withArgs(1n, t, t + LINE, COST);
      await expect(opening)
        .to.emit(vault, "LatenessTurned")
        .withArgs([0n, (COST * FINE) / LINE - WEAR, COST / usdc("1"), 0n]);
      const facility = await book.facility(1n);
      expect([facility.status, facility.resolvingSince, facility.lateSince]).to.deep.equal([STATUS.Resolving, t, t]);
      expect([...(await resolutions.opensToAllAt(1n))]).to.deep.equal([t + LINE, t + LINE]);
    });

    it("opens for what was only drawn, too", async () => {
      const { book, resolutions, curator, act } = await drawn();

      await act(curator, resolutions, "openResolution", [1n]);

      expect((await book.facility(1n)).status).to.equal(STATUS.Resolving);
    });

    it("opens once", async () => {
      const { book, resolutions, curator, act } = await drawn();
      await act(curator, resolutions, "openResolution", [1n]);

      await expect(act(curator, resolutions, "openResolution", [1n]))
        .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
        .withArgs(1n, STATUS.Resolving);
    });
  });

  describe("given a facility is late", () => {
    it("is the curator's until its line ends, and anyone's from that second on", async () => {
      const { book, resolutions, stranger, lateFrom, lineEnd } = await silentStory();
      await networkHelpers.time.increaseTo(lineEnd - 2n);
      expect([...(await resolutions.opensToAllAt(1n))]).to.deep.equal([lineEnd, 0n]);

      await expect(at(lineEnd - 1n, () => resolutions.connect(stranger).openResolution(1n)))
        .to.be.revertedWithCustomError(resolutions, "AccessManagedUnauthorized")
        .withArgs(stranger);
      const opening = at(lineEnd, () => resolutions.connect(stranger).openResolution(1n));

      await expect(opening).to.emit(resolutions, "ResolutionOpened").withArgs(1n, stranger);
      await expect(opening).to.emit(book, "LateSince"); // recorded now, as of its deadline
      expect((await book.facility(1n)).lateSince).to.equal(lateFrom);
      expect([...(await resolutions.opensToAllAt(1n))]).to.deep.equal([lineEnd, lineEnd + LINE]);
    });

    it("goes on along its line: opening costs leavers nothing", async () => {
      const { openedAt, lateFrom, lineEnd, book, priceAt } = await resolutionStory();

      for (const after of [1n, 30n * DAY, 60n * DAY, 61n * DAY]) await priceAt(openedAt + after);

      const facility = await book.facility(1n);
      expect([facility.lateSince, facility.lineEnd]).to.deep.equal([lateFrom, lineEnd]);
    });

    it("is not cured by rent any more", async () => {
      const { book, reportAt, payIn, openedAt } = await resolutionStory();
      const made = await reportAt(openedAt + HOUR, 1n);
      await payIn(1n, made.gross);

      const settlement = at(openedAt + 3n * DAY, () => book.settle(1n));

      await expect(settlement).not.to.emit(book, "Cured");
      const { status, received, lateSince } = await book.facility(1n);
      expect(status).to.equal(STATUS.Resolving);
      expect(lateSince).to.be.greaterThan(0n);
      expect(received).to.be.greaterThan(made.gross / 2n);
    });
  });

  describe("given nothing is late", () => {
    it("is nobody's date", async () => {
      const { resolutions } = await inService();

      expect([...(await resolutions.opensToAllAt(1n))]).to.deep.equal([0n, 0n]);
    });
  });
});

describe("Resolutions.recover", () => {
  describe("when nothing is paid", () => {
    it("reverts", async () => {
      const { resolutions, buyer } = await inService();

      await expect(resolutions.connect(buyer).recover(1n, 0n)).to.be.revertedWithCustomError(
        resolutions,
        "Resolutions_ZeroAmount",
      );
    });
  });

  for (const [name, fixture] of [
    ["no facility", ordered],
    ["a facility of which nothing is drawn", approved],
  ] as const) {
    describe(`given ${name}`, () => {
      it("reverts: there is nothing to recover for", async () => {
        const { resolutions, buyer } = await fixture();

        await expect(resolutions.connect(buyer).recover(1n, 1n))
          .to.be.revertedWithCustomError(resolutions, "Resolutions_NothingFinanced")
          .withArgs(1n);
      });
    });
  }

  describe("given no resolution is open", () => {
    it("is income that vests over the cap, and the value stays", async () => {
      const { book, vault, resolutions, buyer, inServiceAt } = await inService();
      const t = inServiceAt + HOUR;

      const recovery = at(t, () => resolutions.connect(buyer).recover(1n, usdc("900")));

      await expect(recovery).to.emit(resolutions, "Recovered").withArgs(1n, buyer, usdc("900"), 0n);
      await expect(recovery).to.emit(book, "ValueLeft").withArgs(1n, 0n, usdc("900"), 0n);
      await expect(recovery)
        .to.emit(vault, "IncomeLocked")
        .withArgs(usdc("900") * FINE, usdc("900") * FINE, (t + VESTING_CAP) * TICK);
      expect((await book.facility(1n)).value).to.equal(COST);
    });
  });

  describe("given a resolution is open", () => {
    it("takes the place of as much value: no gain and no loss, and the line keeps its part", async () => {
      const { book, vault, resolutions, asset, buyer, law, openedAt, shrink, recover, priceAt } =
        await resolutionStory();
      const t = openedAt + 10n * DAY;
      const amount = usdc("2_000_000");
      const before = law.valueFineAt(t);
      const { salvage, wearUntil } = await book.facility(1n);
      const after = shrink(t, amount * FINE);
      const salvageAfter = (salvage * after) / before;
      const wear = (after - salvageAfter * FINE) / (wearUntil - t);
      law.post(t, amount, -amount * FINE, wear - WEAR, VESTING_CAP);

      const recovery = recover(t, amount);

      await expect(recovery).to.emit(resolutions, "Recovered").withArgs(1n, buyer, amount, amount);
      await expect(recovery)
        .to.emit(vault, "Posted")
        .withArgs(amount, -amount * FINE, wear - WEAR, VESTING_CAP);
      await expect(recovery).not.to.emit(vault, "LossBooked");
      await expect(recovery).not.to.emit(vault, "IncomeLocked");
      await expect(recovery).to.changeTokenBalances(ethers, asset, [buyer, vault], [-amount, amount]);
      expect((await book.facility(1n)).salvage).to.equal(salvageAfter);
      for (const later of [1n, 20n * DAY, 49n * DAY, 50n * DAY, 200n * DAY]) await priceAt(t + later);
    });

    it("lifts the exit price by what leavers had been told was lost, never above the entry price", async () => {
      const { vault, law, openedAt, shrink, recover } = await resolutionStory();
      const t = openedAt + 10n * DAY;
      const before = law.exitAt(t);
      shrink(t, usdc("2_000_000") * FINE);

      await recover(t, usdc("2_000_000"));

      const { nav, totalAssets } = await vault.state();
      expect(totalAssets).to.be.greaterThan(before);
      expect(totalAssets).to.be.below(nav);
    });

    it("above the value, the rest is income that vests over the cap", async () => {
      const { vault, book, resolutions, buyer, law, openedAt, recover } = await resolutionStory();
      const t = openedAt + 10n * DAY;
      const value = law.valueFineAt(t);
      const amount = value / FINE + usdc("1_000");
      const gain = amount * FINE - value;

      const recovery = recover(t, amount);

      await expect(recovery)
        .to.emit(resolutions, "Recovered")
        .withArgs(1n, buyer, amount, value / FINE);
      await expect(recovery)
        .to.emit(vault, "IncomeLocked")
        .withArgs(gain, gain, (t + VESTING_CAP) * TICK);
      const facility = await book.facility(1n);
      expect([facility.value, facility.exitValue, facility.salvage]).to.deep.equal([0n, 0n, 0n]);
      const { nav, totalAssets, ended } = await vault.state();
      expect([totalAssets, ended]).to.deep.equal([nav, 0n]);
    });
  });

  describe("given the resolution has closed", () => {
    it("is income that vests over the cap", async () => {
      const { vault, resolutions, curator, buyer, openedAt, actAt, recover } = await resolutionStory();
      await actAt(openedAt + 10n * DAY, curator, resolutions, "closeResolution", [1n]);
      const { locked } = await vault.state();
      expect(locked).to.equal(0n); // bond and reserve were needed

      const recovery = recover(openedAt + 20n * DAY, usdc("70_000"));

      await expect(recovery).to.emit(resolutions, "Recovered").withArgs(1n, buyer, usdc("70_000"), 0n);
      await expect(recovery)
        .to.emit(vault, "IncomeLocked")
        .withArgs(usdc("70_000") * FINE, usdc("70_000") * FINE, (openedAt + 20n * DAY + VESTING_CAP) * TICK);
    });
  });
});

describe("Resolutions.closeResolution", () => {
  describe("given no resolution is open", () => {
    it("reverts", async () => {
      const { resolutions, curator, act } = await inService();

      await expect(act(curator, resolutions, "closeResolution", [1n]))
        .to.be.revertedWithCustomError(resolutions, "Resolutions_NotOpen")
        .withArgs(1n);
    });
  });

  it("is the curator's until it has been open for as long as a line, and anyone's from then on", async () => {
    const { book, resolutions, stranger, openedAt } = await resolutionStory();

    await expect(at(openedAt + LINE - 1n, () => resolutions.connect(stranger).closeResolution(1n)))
      .to.be.revertedWithCustomError(resolutions, "AccessManagedUnauthorized")
      .withArgs(stranger);
    await at(openedAt + LINE, () => resolutions.connect(stranger).closeResolution(1n));

    expect((await book.facility(1n)).status).to.equal(STATUS.Retired);
  });

  describe("given nothing was recovered", () => {
    it("takes the bond, then the reserve, then the price; the hardware retires", async () => {
      const { book, bond, vault, registry, resolutions, curator, law, openedAt, actAt } = await resolutionStory();
      const t = openedAt + 10n * DAY;
      const value = law.valueFineAt(t);
      const { cash } = await vault.state();
      const borne = BOND + RESERVE;

      const closing = actAt(t, curator, resolutions, "closeResolution", [1n]);

      await expect(closing)
        .to.emit(resolutions, "ResolutionClosed")
        .withArgs(1n, value / FINE, BOND, RESERVE);
      await expect(closing)
        .to.emit(bond, "BondSeized")
        .withArgs(1n, resolutions, value / FINE, BOND, 0n);
      await expect(closing).to.emit(book, "ValueLeft").withArgs(1n, value, BOND, RESERVE);
      await expect(closing)
        .to.emit(vault, "LossBooked")
        .withArgs(value - borne * FINE, 0n);
      await expect(closing).to.emit(book, "FacilityEnded").withArgs(1n);
      await expect(closing).to.emit(registry, "ClusterRetired").withArgs(1n);
      await expect(closing).not.to.emit(book, "ReserveReleased");
      const state = await vault.state();
      expect([state.cash, state.nav, state.totalAssets]).to.deep.equal([cash + borne, cash + borne, cash + borne]);
      expect([state.value, state.watched, state.ended, state.nextDue]).to.deep.equal([0n, 0n, 0n, NEVER]);
      const facility = await book.facility(1n);
      expect([facility.status, facility.lateSince, facility.resolvingSince]).to.deep.equal([STATUS.Retired, 0n, 0n]);
      expect([...(await book.standingOf(1n))]).to.deep.equal([STATUS.Retired, t, COST]);
      expect(await registry.ownerOf(1n)).to.equal(book);
    });

    it("takes what is locked before the price", async () => {
      const { vault, asset, resolutions, curator, other, law, openedAt, actAt } = await resolutionStory();
      await asset.connect(other).transfer(vault, usdc("50_000"));
      const t = openedAt + 10n * DAY;
      const skimmedAt = t - 3n * DAY;
      await actAt(skimmedAt, curator, vault, "skim", []);
      law.skim(skimmedAt, usdc("50_000"));
      const locked = law.lockedFineAt(t);
      const loss = law.valueFineAt(t) - (BOND + RESERVE) * FINE;

      await expect(actAt(t, curator, resolutions, "closeResolution", [1n]))
        .to.emit(vault, "LossBooked")
        .withArgs(loss, locked);
    });
  });

  describe("given a recovery of all but a part of the bond", () => {
    it("takes no more of the bond than is missing, and releases the reserve", async () => {
      const { book, bond, vault, resolutions, curator, law, openedAt, actAt, recover } = await resolutionStory();
      const t = openedAt + 10n * DAY;
      const missing = usdc("120_000");
      await recover(t - 1n, law.valueFineAt(t - 1n) / FINE - missing);
      const left = await book.valueFine(1n);

      const closing = actAt(t + 3n * DAY, curator, resolutions, "closeResolution", [1n]);
      await closing;

      // It went on wearing: what is left is a little less.
      const [event] = await resolutions.queryFilter(resolutions.filters.ResolutionClosed(), "latest");
      const { value, fromBond, fromReserve } = event?.args ?? { value: 0n, fromBond: 0n, fromReserve: 1n };
      expect(value).to.be.within(missing - usdc("500"), left / FINE);
      expect([fromBond, fromReserve]).to.deep.equal([value, 0n]);
      expect(await bond.bondOf(1n)).to.equal(BOND - value);
      await expect(closing).to.emit(book, "ReserveReleased").withArgs(1n, RESERVE);
      expect((await vault.state()).locked).to.equal(RESERVE);
    });
  });

  describe("given the hardware was sold while it was open", () => {
    async function sold(price: bigint) {
      const story = await resolutionStory();
      const { resolutions, curator, buyer, openedAt, actAt } = story;
      await actAt(openedAt + 5n * DAY, curator, resolutions, "offerSale", [1n, buyer.address, price]);
      return { ...story, t: openedAt + 10n * DAY };
    }

    it("takes the price as a recovery, gives the title to the buyer, and goes on", async () => {
      const { book, registry, resolutions, buyer, t } = await sold(usdc("3_000_000"));

      const sale = at(t, () => resolutions.connect(buyer).buy(1n, usdc("3_000_000")));

      await expect(sale).to.emit(resolutions, "FacilitySold").withArgs(1n, buyer, usdc("3_000_000"), usdc("3_000_000"));
      await expect(sale).to.emit(resolutions, "Recovered").withArgs(1n, buyer, usdc("3_000_000"), usdc("3_000_000"));
      await expect(sale).to.emit(registry, "ClusterRetired").withArgs(1n);
      expect(await registry.ownerOf(1n)).to.equal(buyer);
      expect((await book.facility(1n)).status).to.equal(STATUS.Resolving);
    });

    it("closes without the title", async () => {
      const { book, registry, resolutions, curator, buyer, t, actAt } = await sold(usdc("3_000_000"));
      await at(t, () => resolutions.connect(buyer).buy(1n, usdc("3_000_000")));

      const closing = actAt(t + 5n * DAY, curator, resolutions, "closeResolution", [1n]);

      await expect(closing).not.to.emit(registry, "ClusterRetired");
      expect((await book.facility(1n)).status).to.equal(STATUS.Retired);
      expect(await registry.ownerOf(1n)).to.equal(buyer);
    });

    it("gives what is retired without a buyer to whoever takes it away", async () => {
      const { registry, resolutions, curator, stranger, openedAt, actAt } = await resolutionStory();
      await actAt(openedAt + 5n * DAY, curator, resolutions, "closeResolution", [1n]);
      await actAt(openedAt + 9n * DAY, curator, resolutions, "offerSale", [1n, ZeroAddress, 0n]);

      const taking = resolutions.connect(stranger).buy(1n, 0n);

      await expect(taking).to.emit(resolutions, "FacilitySold").withArgs(1n, stranger, 0n, 0n);
      expect(await registry.ownerOf(1n)).to.equal(stranger);
    });

    it("refuses to sell what is late and not in resolution", async () => {
      const { resolutions, curator, buyer, lateFrom, actAt } = await silentStory();
      await actAt(lateFrom - DAY, curator, resolutions, "offerSale", [1n, buyer.address, 1n]);

      await expect(at(lateFrom, () => resolutions.connect(buyer).buy(1n, 1n)))
        .to.be.revertedWithCustomError(resolutions, "Resolutions_LateResolveFirst")
        .withArgs(1n, lateFrom);
    });
  });
});

describe("Resolutions.retireGpus", () => {
  for (const [count, error, args] of [
    [0n, "Resolutions_ZeroAmount", []],
    [256n, "Resolutions_NotAllGpus", [1n, 256n, 256n]],
    [257n, "Resolutions_NotAllGpus", [1n, 257n, 256n]],
  ] as const) {
    describe(`when ${count} of 256 are gone`, () => {
      it("reverts: all of them is a resolution, none is nothing", async () => {
        const { resolutions, curator, act } = await inService();

        await expect(act(curator, resolutions, "retireGpus", [1n, count, 0n]))
          .to.be.revertedWithCustomError(resolutions, error)
          .withArgs(...args);
      });
    });
  }

  describe("given a quarter of the GPUs is lost, and nothing of it comes back", () => {
    it("takes a quarter of the value out: bond, reserve, price", async () => {
      const { book, bond, vault, registry, resolutions, curator, operator, inServiceAt, actAt } = await inService();
      await bond.connect(operator).post(1n, usdc("500_000"));
      const t = inServiceAt + 4n * DAY;
      const lost = COST / 4n;

      const retiring = actAt(t, curator, resolutions, "retireGpus", [1n, 64n, 0n]);

      await expect(retiring).to.emit(resolutions, "GpusRetired").withArgs(1n, 64n, 192n, lost, 0n, usdc("500_000"), 0n);
      await expect(retiring).to.emit(registry, "GpusRetired").withArgs(1n, 64n, 192n, 2n);
      await expect(retiring)
        .to.emit(vault, "LossBooked")
        .withArgs((lost - usdc("500_000")) * FINE, 0n);
      const { value, salvage, status, lateSince } = await book.facility(1n);
      expect([value, salvage]).to.deep.equal([COST - lost, usdc("600_000")]);
      expect([status, lateSince]).to.deep.equal([STATUS.InService, 0n]);
    });
  });

  describe("given a facility of which nothing is drawn", () => {
    it("reverts: there is no value to lose", async () => {
      const { resolutions, curator, act } = await approved();

      await expect(act(curator, resolutions, "retireGpus", [1n, 1n, 0n]))
        .to.be.revertedWithCustomError(resolutions, "Resolutions_NothingFinanced")
        .withArgs(1n);
    });
  });

  describe("given a loss that bond, reserve and locked amounts do not cover", () => {
    it("is borne by each of them in full, in this order, and then by the price", async () => {
      const { asset, bond, book, vault, resolutions, curator, other, operator, law, lateFrom, actAt } =
        await silentStory();
      await bond.connect(operator).post(1n, BOND);
      await asset.connect(other).transfer(vault, usdc("50_000"));
      const t = lateFrom - DAY; // in good standing, worn for a month
      const skimmedAt = t - 3n * DAY;
      await actAt(skimmedAt, curator, vault, "skim", []);
      law.skim(skimmedAt, usdc("50_000"));
      const value = law.valueFineAt(t);
      const lost = (value * 128n) / 256n;
      const locked = law.lockedFineAt(t);
      const { salvage, wearUntil } = await book.facility(1n);
      const before = law.navAt(t);

      const retiring = actAt(t, curator, resolutions, "retireGpus", [1n, 128n, 0n]);

      await expect(retiring)
        .to.emit(resolutions, "GpusRetired")
        .withArgs(1n, 128n, 128n, lost / FINE, 0n, BOND, RESERVE);
      await expect(retiring)
        .to.emit(vault, "LossBooked")
        .withArgs(lost - (BOND + RESERVE) * FINE, locked);
      const facility = await book.facility(1n);
      const salvageAfter = (salvage * (value - lost)) / value;
      expect([facility.value, facility.salvage, facility.reserve]).to.deep.equal([
        (value - lost) / FINE,
        salvageAfter,
        0n,
      ]);
      const wear = (value - lost - salvageAfter * FINE) / (wearUntil - t);
      await expect(retiring)
        .to.emit(vault, "Posted")
        .withArgs(BOND + RESERVE, -lost, wear - WEAR, VESTING_CAP);
      const priceBears = (lost - (BOND + RESERVE) * FINE - locked) / FINE;
      expect(before - (await vault.state()).nav).to.be.within(priceBears, priceBears + 1n);
    });
  });

  describe("given the facility is late", () => {
    it("takes the same part out of what leavers are paid, and the line ends when it did", async () => {
      const { asset, book, resolutions, curator, law, lateFrom, lineEnd, settledAt, actAt, priceAt, holds } =
        await silentStory();
      const t = lateFrom + 30n * DAY;
      const lost = law.valueFineAt(t) / 4n;
      // Insured to the unit above: reserve and price bear nothing.
      const recovery = lost / FINE + 1n;
      await asset.mint(curator, recovery);
      await asset.connect(curator).approve(resolutions, recovery);
      new ResolutionLaw(law, settledAt(1n) + LIFE).recover(t, recovery, lost);

      await actAt(t, curator, resolutions, "retireGpus", [1n, 64n, recovery]);

      await holds(t);
      const facility = await book.facility(1n);
      expect([facility.lateSince, facility.lineEnd, facility.reserve]).to.deep.equal([lateFrom, lineEnd, RESERVE]);
      for (const later of [1n, 30n * DAY, 60n * DAY]) await priceAt(t + later);
    });
  });

  describe("given an insurance that pays", () => {
    for (const [name, recovery, gain] of [
      ["all of it", COST / 4n, 0n],
      ["more than it was worth", COST / 4n + usdc("9"), usdc("9")],
    ] as const) {
      it(`${name}: neither bond nor reserve nor price bears anything`, async () => {
        const { asset, bond, vault, resolutions, curator, operator, inServiceAt, actAt } = await inService();
        await bond.connect(operator).post(1n, usdc("500_000"));
        await asset.mint(curator, recovery);
        await asset.connect(curator).approve(resolutions, recovery);

        const retiring = actAt(inServiceAt + 4n * DAY, curator, resolutions, "retireGpus", [1n, 64n, recovery]);

        await expect(retiring)
          .to.emit(resolutions, "GpusRetired")
          .withArgs(1n, 64n, 192n, COST / 4n, recovery, 0n, 0n);
        await expect(retiring).not.to.emit(vault, "LossBooked");
        expect(await bond.bondOf(1n)).to.equal(usdc("500_000"));
        expect((await vault.state()).locked).to.equal(gain);
      });
    }
  });
});
