import { expect } from "chai";
import { clusterStory } from "../support/clusterStory.ts";
import { FacilityCurve, tickUp } from "../support/facilityCurve.ts";
import { waterfall } from "../support/facilityLaw.ts";
import { ONE_X32 } from "../support/moneyLaw.ts";
import {
  approved,
  at,
  COST,
  deployed,
  DEPOSIT,
  drawn,
  ethers,
  FEE_BPS,
  inService,
  LIFE,
  networkHelpers,
  now,
  PERIOD,
  REPORTING_DELAY,
  SALVAGE,
  STATUS,
  TERMS,
  LONG_WINDOW,
} from "../support/protocol.ts";
import { buildReport, withNothingSold } from "../support/reports.ts";
import { DAY, HOUR, NEVER, usdc } from "../support/units.ts";
import { VaultLaw } from "../support/vaultLaw.ts";

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const VESTING_CAP = 90n * DAY;
const NOTHING = FacilityCurve.debt(0n);

/** What it is worth from its draw until its depreciation begins: the line has no remainder. */
const VALUE = FacilityCurve.hardware(COST, SALVAGE, LIFE).valueAt(0n);

describe("Workouts.buy", () => {
  /**
   * In service, depreciating since its first rent was paid in full, and offered for `price`. At `t`, five days later,
   * all rent has vested and nothing is delinquent yet; `valueX32` is what the hardware is worth then, `reserve` what is
   * held back of it.
   */
  async function offered(price: bigint, to?: string) {
    const story = await clusterStory();
    const { lens, law, workouts, curator, act, buyer, fullPeriod, settledAt, shares, vault } = story;
    const { report } = await fullPeriod(1n);
    await act(curator, workouts, "offerSale", [1n, to ?? buyer.address, price]);
    const { received, reserve } = await lens.facility(1n);
    const t = settledAt(1n) + 5n * DAY;
    const valueX32 = law.valueX32At(t);
    const { slope } = law.curveOf();

    /** What the vault says of the two postings of a sale for `paid`: the price for the value, and the reserve. */
    const sell = (paid: bigint) => {
      const { fee: charged } = law.move(t, 1n, NOTHING, { cash: paid, over: VESTING_CAP });
      const sold = [shares, paid, charged, -valueX32, -slope, VESTING_CAP, law.locked.x32, law.locked.end];
      const { fee } = law.move(t, 1n, NOTHING, { cash: reserve, over: VESTING_CAP });
      law.claim(max(valueX32 / ONE_X32 - paid, 0n));
      const returned = [shares, reserve, fee, 0n, 0n, VESTING_CAP, law.locked.x32, law.locked.end];
      return { sold, returned };
    };
    const value = valueX32 / ONE_X32;
    return { ...story, report, received, reserve, t, valueX32, value, slope, sell, vault };
  }

  describe("given no offer", () => {
    it("reverts with the caller", async () => {
      const { workouts, buyer } = await inService();

      await expect(workouts.connect(buyer).buy(1n, usdc("1")))
        .to.be.revertedWithCustomError(workouts, "Workouts_NotOffered")
        .withArgs(1n, buyer, ethers.ZeroAddress);
    });
  });

  describe("given an offer to one buyer", () => {
    describe("when somebody else buys", () => {
      it("reverts with caller and buyer", async () => {
        const { workouts, stranger, buyer } = await offered(usdc("5"));

        await expect(workouts.connect(stranger).buy(1n, usdc("5")))
          .to.be.revertedWithCustomError(workouts, "Workouts_NotOffered")
          .withArgs(1n, stranger, buyer);
      });
    });

    describe("when the price is one unit above what the buyer would pay", () => {
      it("reverts with both", async () => {
        const { workouts, buyer } = await offered(usdc("5"));

        await expect(workouts.connect(buyer).buy(1n, usdc("5") - 1n))
          .to.be.revertedWithCustomError(workouts, "Workouts_PriceChanged")
          .withArgs(usdc("5"), usdc("5") - 1n);
      });
    });

    describe("when the buyer has too few tokens", () => {
      it("reverts with the token's error", async () => {
        const { workouts, asset, buyer } = await offered(usdc("200_000_000"));

        await expect(workouts.connect(buyer).buy(1n, usdc("200_000_000")))
          .to.be.revertedWithCustomError(asset, "ERC20InsufficientBalance")
          .withArgs(buyer, usdc("100_000_000"), usdc("200_000_000"));
      });
    });
  });

  describe("given an offer to anyone", () => {
    it("sells to who comes first, and not a second time", async () => {
      const { workouts, registry, stranger, buyer } = await offered(usdc("5"), ethers.ZeroAddress);

      await workouts.connect(stranger).buy(1n, usdc("5"));

      expect(await registry.ownerOf(1n)).to.equal(stranger);
      await expect(workouts.connect(buyer).buy(1n, usdc("5")))
        .to.be.revertedWithCustomError(workouts, "Workouts_NotOffered")
        .withArgs(1n, buyer, ethers.ZeroAddress);
    });
  });

  for (const { name, difference } of [
    { name: "above", difference: usdc("123_456.789012") },
    { name: "below", difference: -usdc("123_456.789012") },
  ]) {
    describe(`given a price ${name} the value`, () => {
      async function atADistance() {
        const { value } = await offered(0n);
        const price = value + difference;
        return { ...(await offered(price)), price };
      }

      it("hands over the title, retires cluster and facility, and takes the price", async () => {
        const { shares, lens, workouts, registry, vault, asset, buyer, price, reserve, value, t } = await atADistance();

        const sale = at(t, () => workouts.connect(buyer).buy(1n, price));

        await expect(sale).to.emit(workouts, "FacilitySold").withArgs(1n, buyer, price, value);
        await expect(sale).to.emit(shares, "FacilityEnded").withArgs(1n);
        await expect(sale).to.emit(shares, "ReserveReturned").withArgs(1n, reserve);
        await expect(sale).to.emit(registry, "ClusterRetired").withArgs(1n);
        await expect(sale).to.emit(registry, "Transfer").withArgs(shares, buyer, 1n);
        await expect(sale).to.changeTokenBalances(
          ethers,
          asset,
          [buyer, shares, workouts, vault],
          [-price, -reserve, 0n, price + reserve],
        );
        expect(await registry.ownerOf(1n)).to.equal(buyer);
        const { status, retiredAt } = await registry.hardware(1n);
        expect([status, retiredAt]).to.deep.equal([3n, t]);
        const facility = await lens.facility(1n);
        expect([facility.status, facility.retiredAt]).to.deep.equal([STATUS.Retired, t]);
        expect([facility.value, facility.reserve, facility.reserveTarget, facility.salvage]).to.deep.equal([
          0n,
          0n,
          0n,
          0n,
        ]);
      });

      it("takes value and depreciation out of the vault, to the last bit", async () => {
        const { shares, workouts, vault, buyer, price, valueX32, t, sell, holds, priceAt } = await atADistance();
        const { sold, returned } = sell(price);

        const sale = at(t, () => workouts.connect(buyer).buy(1n, price));

        await expect(sale).to.emit(shares, "ValueLeft").withArgs(1n, valueX32, price, 0n);
        await expect(sale)
          .to.emit(vault, "Posted")
          .withArgs(...sold);
        await expect(sale)
          .to.emit(vault, "Posted")
          .withArgs(...returned);
        await holds(t);
        expect((await vault.state()).value).to.equal(0n);
        await priceAt(t + 10n * DAY);
        const { value, nextKink } = await vault.state();
        expect([value, nextKink]).to.deep.equal([0n, NEVER]);
      });
    });
  }

  describe("given a price above the value", () => {
    it("vests the gain over the cap, and the reserve beside it", async () => {
      const price = usdc("8_500_000");
      const { workouts, vault, buyer, reserve, received, t, sell, holds, priceAt } = await offered(price);
      const { sold, returned } = sell(price);

      const sale = at(t, () => workouts.connect(buyer).buy(1n, price));

      await expect(sale)
        .to.emit(vault, "Posted")
        .withArgs(...sold);
      await expect(sale)
        .to.emit(vault, "Posted")
        .withArgs(...returned);
      await expect(sale).not.to.emit(vault, "LossBooked");
      await expect(sale).not.to.emit(vault, "RestrictedLocked");
      await holds(t);
      await priceAt(t + 45n * DAY);
      await priceAt(t + VESTING_CAP);
      const { nav, locked } = await vault.state();
      expect([nav, locked]).to.deep.equal([DEPOSIT - COST + received + price + reserve, 0n]);
    });

    it("moves no price in that second but for a unit of rounding", async () => {
      const { workouts, vaultLens, buyer, t } = await offered(usdc("8_500_000"));
      await networkHelpers.time.increaseTo(t - 1n);
      const before = await vaultLens.exitPrice();

      await at(t, () => workouts.connect(buyer).buy(1n, usdc("8_500_000")));

      // A second of depreciation lies between the two.
      expect(before - (await vaultLens.exitPrice())).to.be.within(0n, 10n ** 16n);
    });
  });

  describe("given the very value as price", () => {
    it("books neither gain nor loss beyond the fraction of a unit", async () => {
      const { value } = await offered(0n);
      const { workouts, vault, buyer, valueX32, t } = await offered(value);
      const fraction = valueX32 - value * ONE_X32;

      await expect(at(t, () => workouts.connect(buyer).buy(1n, value)))
        .to.emit(vault, "LossBooked")
        .withArgs(fraction, 0n);
    });
  });

  describe("given a price below the value", () => {
    it("books the loss: the price falls, and the reserve hides none of it", async () => {
      const price = usdc("7_000_000");
      const { workouts, vault, buyer, received, valueX32, t, sell, holds } = await offered(price);
      const { returned } = sell(price);

      const sale = at(t, () => workouts.connect(buyer).buy(1n, price));

      await expect(sale)
        .to.emit(vault, "LossBooked")
        .withArgs(valueX32 - price * ONE_X32, 0n);
      await expect(sale)
        .to.emit(vault, "Posted")
        .withArgs(...returned);
      await holds(t);
      expect((await vault.state()).nav).to.equal(DEPOSIT - COST + received + price);
    });

    it("takes what is locked first", async () => {
      const { workouts, vault, asset, buyer, curator, other, law, actAt, t, valueX32, sell, holds } = await offered(
        usdc("7_000_000"),
      );
      await asset.connect(other).transfer(vault, usdc("500_000"));
      await actAt(t - 45n, curator, vault, "skim", []);
      law.skim(t - 45n, usdc("500_000"));
      const locked = law.lockedX32At(t);
      sell(usdc("7_000_000"));

      await expect(at(t, () => workouts.connect(buyer).buy(1n, usdc("7_000_000"))))
        .to.emit(vault, "LossBooked")
        .withArgs(valueX32 - usdc("7_000_000") * ONE_X32, locked);
      await holds(t);
    });
  });

  describe("given a gift", () => {
    it("pulls nothing and loses all of the value", async () => {
      const { workouts, vault, asset, buyer, valueX32, t } = await offered(0n);

      const sale = at(t, () => workouts.connect(buyer).buy(1n, 0n));

      await expect(sale).to.emit(vault, "LossBooked").withArgs(valueX32, 0n);
      await expect(sale).to.changeTokenBalance(ethers, asset, buyer, 0n);
    });
  });

  describe("given no reserve was held back", () => {
    it("returns none", async () => {
      const { shares, workouts, buyer, curator, act } = await inService();
      await act(curator, workouts, "offerSale", [1n, buyer.address, COST]);

      await expect(workouts.connect(buyer).buy(1n, COST)).not.to.emit(shares, "ReserveReturned");
    });
  });

  describe("given depreciation that never began", () => {
    it("takes its plan off the schedule", async () => {
      const { lens, workouts, vault, buyer, curator, act } = await inService();
      await act(curator, workouts, "offerSale", [1n, buyer.address, COST]);

      await workouts.connect(buyer).buy(1n, COST);

      // What the line's rounding took in its draw has come back, and is locked.
      const { nav, locked, value } = await vault.state();
      expect([nav, locked, value]).to.deep.equal([DEPOSIT - 1n, 1n, 0n]);
      const facility = await lens.facility(1n);
      expect([facility.deadline, facility.slope, facility.depreciatesUntil]).to.deep.equal([0n, 0n, 0n]);
      await networkHelpers.time.increase(VESTING_CAP);
      const later = await vault.state();
      expect([later.nextKink, later.nav]).to.deep.equal([NEVER, DEPOSIT]);
    });
  });

  describe("given nothing but an order", () => {
    it("sells the title, and the order is called off", async () => {
      const { workouts, registry, vault, curator, buyer, act } = await drawn();
      await act(curator, workouts, "offerSale", [1n, buyer.address, usdc("7_999_999")]);

      const sale = workouts.connect(buyer).buy(1n, usdc("7_999_999"));

      await expect(sale)
        .to.emit(workouts, "FacilitySold")
        .withArgs(1n, buyer, usdc("7_999_999"), VALUE / ONE_X32);
      await expect(sale)
        .to.emit(vault, "LossBooked")
        .withArgs(VALUE - usdc("7_999_999") * ONE_X32, 0n);
      await expect(sale).to.emit(registry, "ClusterRetired").withArgs(1n);
      expect(await registry.ownerOf(1n)).to.equal(buyer);
      expect((await vault.state()).nav).to.equal(DEPOSIT - usdc("1"));
    });
  });

  describe("given nothing was drawn", () => {
    it("sells the title of what was ordered: all of the price is a gain", async () => {
      const { lens, workouts, registry, vault, curator, buyer, act } = await approved();
      await act(curator, workouts, "offerSale", [1n, buyer.address, usdc("9")]);

      const sale = workouts.connect(buyer).buy(1n, usdc("9"));

      await expect(sale).to.emit(workouts, "FacilitySold").withArgs(1n, buyer, usdc("9"), 0n);
      await expect(sale).not.to.emit(vault, "LossBooked");
      expect(await registry.ownerOf(1n)).to.equal(buyer);
      const { nav, locked } = await vault.state();
      expect([nav, locked]).to.deep.equal([DEPOSIT, usdc("9")]);
      expect((await lens.facility(1n)).status).to.equal(STATUS.Retired);
    });
  });

  describe("given depreciation that has ended", () => {
    it("leaves at salvage", async () => {
      const fixture = await deployed();
      const { addCluster, shares, origination, oracle, buyer, curator, operator, workouts, reportAt } = fixture;
      const { vault, registry } = fixture;
      const cluster = await addCluster({ usefulLife: DAY });
      await origination.connect(operator).draw(cluster, COST, operator);
      const start = (await now()) + HOUR;
      await at(start, () => origination.connect(operator).commission(cluster, start));
      const law = new VaultLaw(DAY, VESTING_CAP, FEE_BPS);
      law.deposit(start, DEPOSIT);
      const deadline = tickUp(start + PERIOD + REPORTING_DELAY);
      law.draw(start, cluster, COST, FacilityCurve.hardware(COST, SALVAGE, DAY, deadline));
      // A period without rent is paid in full.
      const zero = withNothingSold(await buildReport(oracle, registry, cluster));
      await reportAt(start + PERIOD, cluster, zero);
      const begun = start + PERIOD + LONG_WINDOW; // costs without rent are looked at
      await at(begun, () => shares.settle(cluster));
      const curve = law.curveOf(cluster).begunAt(begun);
      law.move(begun, cluster, curve.expectedAt(begun, start + 2n * PERIOD + REPORTING_DELAY));
      const t = begun + 2n * DAY + 2n * HOUR; // what is offered in the next hour can be taken
      await at(begun + HOUR, () => workouts.connect(curator).offerSale(cluster, buyer, SALVAGE));
      const { fee } = law.move(t, cluster, NOTHING, { cash: SALVAGE, over: VESTING_CAP });

      const sale = at(t, () => workouts.connect(buyer).buy(cluster, SALVAGE));

      await expect(sale).to.emit(workouts, "FacilitySold").withArgs(cluster, buyer, SALVAGE, SALVAGE);
      await expect(sale)
        .to.emit(vault, "Posted")
        .withArgs(shares, SALVAGE, fee, -SALVAGE * ONE_X32, 0n, VESTING_CAP, 0n, law.locked.end);
      await expect(sale).not.to.emit(vault, "LossBooked");
      expect(fee).to.equal(0n);
      expect((await vault.state()).nav).to.equal(law.navAt(t));
    });
  });

  describe("given the facility is retired", () => {
    async function sold() {
      const fixture = await offered(usdc("7_000_000"));
      const { workouts, buyer, t } = fixture;
      await at(t, () => workouts.connect(buyer).buy(1n, usdc("7_000_000")));
      return fixture;
    }

    it("still reports, pays in and settles what was earned before the sale", async () => {
      const { lens, payIn, reportAt, report, received, shares, t } = await sold();
      const second = await reportAt(t + HOUR, 1n);
      expect(second.end).to.be.below(t);
      await payIn(1n, second.gross);
      // No reserve is held back any more.
      const { energyCost: energy, otherOpex: other } = second;
      const split = waterfall(second.gross, { energy, other, vaultShareBps: TERMS.vaultShareBps });

      const settlement = at(t + 3n * DAY, () => shares.settle(1n));

      await expect(settlement).to.emit(shares, "Settled").withArgs(1n, 2n, split.lines, second.start, 0n, 0n);
      await expect(settlement).not.to.emit(shares, "DepreciationStarted");
      await expect(settlement).not.to.emit(shares, "DeadlineSet");
      const facility = await lens.facility(1n);
      expect([facility.settledPeriods, facility.distributed, facility.received, facility.reserve]).to.deep.equal([
        2n,
        report.gross + second.gross,
        received + split.toVault,
        0n,
      ]);
    });

    it("refuses to be written down or commissioned again", async () => {
      const { shares, losses, origination, operator, curator } = await sold();

      await expect(origination.connect(operator).commission(1n, await now()))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.Retired);
      await expect(losses.connect(curator).announceWriteDown(1n, 1n))
        .to.be.revertedWithCustomError(losses, "LossAnnouncements_NothingFinanced")
        .withArgs(1n);
    });

    it("refuses to be drawn, where something of the approval is left", async () => {
      const { shares, origination, workouts, operator, curator, buyer, act } = await approved();
      await origination.connect(operator).draw(1n, COST - 1n, operator);
      await act(curator, workouts, "offerSale", [1n, buyer.address, 0n]);
      await workouts.connect(buyer).buy(1n, 0n);

      await expect(origination.connect(operator).draw(1n, 1n, operator))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WrongStatus")
        .withArgs(1n, STATUS.Retired);
    });

    it("keeps what matched its depreciation apart from profit, as of the sale", async () => {
      const { lens, received, value } = await sold();
      const depreciation = COST - value;
      const [returnOfCapital, profit] = await lens.returnsOf(1n);

      expect(returnOfCapital).to.equal(received < depreciation ? received : depreciation);
      expect(profit).to.equal(received - returnOfCapital);
    });
  });
});
