import { expect } from "chai";
import { wearPerSecond } from "../support/bookLaw.ts";
import { FINE, TICK } from "../support/moneyLaw.ts";
import {
  at,
  COST,
  DEPOSIT,
  drawn,
  ethers,
  inService,
  LIFE,
  networkHelpers,
  now,
  PERIOD,
  SALVAGE,
  STATUS,
  WINDOW,
} from "../support/protocol.ts";
import { ceilDiv, DAY, HOUR, NEVER, usdc } from "../support/units.ts";

const SLOPE = wearPerSecond(COST, SALVAGE, LIFE);
const VESTING_CAP = 90n * DAY;

describe("Resolutions.buy", () => {
  /**
   * In service, worn since `wearFrom`, its first rent paid in full, and offered for `price`. At `t`, five days later, all
   * rent has vested and nothing is late yet; `valueFine` is what the hardware is worth then, `reserve` what is held back of it.
   */
  async function offered(price: bigint, to?: string) {
    const fixture = await inService();
    const { book, resolutions, inServiceAt, reportAt, payIn, curator, act, buyer } = fixture;
    const submittedAt = inServiceAt + PERIOD + HOUR;
    const report = await reportAt(submittedAt, 1n);
    await payIn(1n, report.gross);
    const wearFrom = submittedAt + WINDOW;
    await at(wearFrom, () => book.settle(1n));
    await act(curator, resolutions, "offerSale", [1n, to ?? buyer.address, price]);
    const { received, reserve } = await book.facility(1n);
    const t = wearFrom + 5n * DAY;
    const valueFine = COST * FINE - SLOPE * 5n * DAY;
    return { ...fixture, wearFrom, report, received, reserve, t, valueFine, value: valueFine / FINE };
  }

  describe("given no offer", () => {
    it("reverts with the caller", async () => {
      const { resolutions, buyer } = await inService();

      await expect(resolutions.connect(buyer).buy(1n, usdc("1")))
        .to.be.revertedWithCustomError(resolutions, "Resolutions_NotOffered")
        .withArgs(1n, buyer, ethers.ZeroAddress);
    });
  });

  describe("given an offer to one buyer", () => {
    describe("when somebody else buys", () => {
      it("reverts with caller and buyer", async () => {
        const { resolutions, stranger, buyer } = await offered(usdc("5"));

        await expect(resolutions.connect(stranger).buy(1n, usdc("5")))
          .to.be.revertedWithCustomError(resolutions, "Resolutions_NotOffered")
          .withArgs(1n, stranger, buyer);
      });
    });

    describe("when the price is one unit above what the buyer would pay", () => {
      it("reverts with both", async () => {
        const { resolutions, buyer } = await offered(usdc("5"));

        await expect(resolutions.connect(buyer).buy(1n, usdc("5") - 1n))
          .to.be.revertedWithCustomError(resolutions, "Resolutions_PriceChanged")
          .withArgs(usdc("5"), usdc("5") - 1n);
      });
    });

    describe("when the buyer has too few tokens", () => {
      it("reverts with the token's error", async () => {
        const { resolutions, asset, buyer } = await offered(usdc("200_000_000"));

        await expect(resolutions.connect(buyer).buy(1n, usdc("200_000_000")))
          .to.be.revertedWithCustomError(asset, "ERC20InsufficientBalance")
          .withArgs(buyer, usdc("100_000_000"), usdc("200_000_000"));
      });
    });
  });

  describe("given an offer to anyone", () => {
    it("sells to who comes first, and not a second time", async () => {
      const { resolutions, registry, stranger, buyer } = await offered(usdc("5"), ethers.ZeroAddress);

      await resolutions.connect(stranger).buy(1n, usdc("5"));

      expect(await registry.ownerOf(1n)).to.equal(stranger);
      await expect(resolutions.connect(buyer).buy(1n, usdc("5")))
        .to.be.revertedWithCustomError(resolutions, "Resolutions_NotOffered")
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
        const { book, resolutions, registry, vault, asset, buyer, price, reserve, value, t } = await atADistance();

        const sale = at(t, () => resolutions.connect(buyer).buy(1n, price));

        await expect(sale).to.emit(resolutions, "FacilitySold").withArgs(1n, buyer, price, value);
        await expect(sale).to.emit(registry, "ClusterRetired").withArgs(1n);
        await expect(sale).to.emit(registry, "Transfer").withArgs(book, buyer, 1n);
        await expect(sale).to.changeTokenBalances(
          ethers,
          asset,
          [buyer, book, vault],
          [-price, -reserve, price + reserve],
        );
        expect(await registry.ownerOf(1n)).to.equal(buyer);
        expect((await registry.hardware(1n)).status).to.equal(3n);
        expect((await registry.hardware(1n)).retiredAt).to.equal(t);
        const facility = await book.facility(1n);
        expect(facility.status).to.equal(STATUS.Retired);
        expect([facility.value, facility.reserve, facility.reserveTarget, facility.salvage]).to.deep.equal([
          0n,
          0n,
          0n,
          0n,
        ]);
      });

      it("takes value and wear out of the vault, to the fine unit", async () => {
        const { resolutions, vault, buyer, price, valueFine, t } = await atADistance();

        const sale = at(t, () => resolutions.connect(buyer).buy(1n, price));

        await expect(sale).to.emit(vault, "Posted").withArgs(price, -valueFine, -SLOPE, VESTING_CAP);
        const { value, nextDue } = await vault.state();
        expect([value, nextDue]).to.deep.equal([0n, NEVER]);
        await networkHelpers.time.increaseTo(t + 10n * DAY);
        expect(await vault.value()).to.equal(0n);
      });
    });
  }

  describe("given a price above the value", () => {
    it("vests the gain over the cap, and the reserve beside it", async () => {
      const price = usdc("8_500_000");
      const { book, resolutions, vault, buyer, reserve, received, valueFine, t } = await offered(price);
      const gain = price * FINE - valueFine;

      const sale = at(t, () => resolutions.connect(buyer).buy(1n, price));

      await expect(sale)
        .to.emit(vault, "IncomeLocked")
        .withArgs(gain, gain, (t + VESTING_CAP) * TICK);
      await expect(sale).to.emit(book, "ReserveReleased").withArgs(1n, reserve);
      await expect(sale)
        .to.emit(vault, "IncomeLocked")
        .withArgs(reserve * FINE, gain + reserve * FINE, (t + VESTING_CAP) * TICK);
      const locked = ceilDiv(gain + reserve * FINE, FINE);
      expect((await vault.state()).nav).to.equal(DEPOSIT - COST + received + price + reserve - locked);
      await networkHelpers.time.increaseTo(t + VESTING_CAP);
      expect((await vault.state()).nav).to.equal(DEPOSIT - COST + received + price + reserve);
    });

    it("moves no price in that second but for a unit of rounding", async () => {
      const { resolutions, vault, buyer, t } = await offered(usdc("8_500_000"));
      await networkHelpers.time.increaseTo(t - 1n);
      const before = await vault.exitPrice();

      await at(t, () => resolutions.connect(buyer).buy(1n, usdc("8_500_000")));

      // A second of wear lies between the two.
      expect(before - (await vault.exitPrice())).to.be.within(0n, 10n ** 16n);
    });
  });

  describe("given the very value as price", () => {
    it("books neither gain nor loss beyond the fraction of a unit", async () => {
      const { value } = await offered(0n);
      const { resolutions, vault, buyer, valueFine, t } = await offered(value);
      const fraction = valueFine - value * FINE;

      await expect(at(t, () => resolutions.connect(buyer).buy(1n, value)))
        .to.emit(vault, "LossBooked")
        .withArgs(fraction, 0n);
    });
  });

  describe("given a price below the value", () => {
    it("books the loss: the price falls, and the reserve hides none of it", async () => {
      const price = usdc("7_000_000");
      const { resolutions, vault, buyer, reserve, received, valueFine, t } = await offered(price);

      const sale = at(t, () => resolutions.connect(buyer).buy(1n, price));

      await expect(sale)
        .to.emit(vault, "LossBooked")
        .withArgs(valueFine - price * FINE, 0n);
      await expect(sale)
        .to.emit(vault, "IncomeLocked")
        .withArgs(reserve * FINE, reserve * FINE, (t + VESTING_CAP) * TICK);
      expect((await vault.state()).nav).to.equal(DEPOSIT - COST + received + price);
    });

    it("takes what is locked first", async () => {
      const { resolutions, vault, asset, buyer, curator, other, actAt, t } = await offered(usdc("7_000_000"));
      await asset.connect(other).transfer(vault, usdc("500_000"));
      await actAt(t - 45n, curator, vault, "skim", []);
      const locked = ceilDiv(usdc("500_000") * FINE * (VESTING_CAP - 45n), VESTING_CAP);
      const valueFine = COST * FINE - SLOPE * 5n * DAY;

      await expect(at(t, () => resolutions.connect(buyer).buy(1n, usdc("7_000_000"))))
        .to.emit(vault, "LossBooked")
        .withArgs(valueFine - usdc("7_000_000") * FINE, locked);
    });
  });

  describe("given a gift", () => {
    it("pulls nothing and loses all of the value", async () => {
      const { resolutions, vault, asset, buyer, valueFine, t } = await offered(0n);

      const sale = at(t, () => resolutions.connect(buyer).buy(1n, 0n));

      await expect(sale).to.emit(vault, "LossBooked").withArgs(valueFine, 0n);
      await expect(sale).to.changeTokenBalance(ethers, asset, buyer, 0n);
    });
  });

  describe("given no reserve was held back", () => {
    it("releases none", async () => {
      const { book, resolutions, buyer, curator, act } = await inService();
      await act(curator, resolutions, "offerSale", [1n, buyer.address, COST]);

      await expect(resolutions.connect(buyer).buy(1n, COST)).not.to.emit(book, "ReserveReleased");
    });
  });

  describe("given wear that never began", () => {
    it("takes its plan off the schedule", async () => {
      const { book, resolutions, vault, buyer, curator, act } = await inService();
      await act(curator, resolutions, "offerSale", [1n, buyer.address, COST]);

      await resolutions.connect(buyer).buy(1n, COST);

      const { nextDue, nav } = await vault.state();
      expect([nextDue, nav]).to.deep.equal([NEVER, DEPOSIT]);
      const facility = await book.facility(1n);
      expect([facility.deadline, facility.wearFrom]).to.deep.equal([0n, 0n]);
    });
  });

  describe("given nothing but an order", () => {
    it("sells the title, and the order is called off", async () => {
      const { resolutions, registry, vault, curator, buyer, act } = await drawn();
      await act(curator, resolutions, "offerSale", [1n, buyer.address, usdc("7_999_999")]);

      const sale = resolutions.connect(buyer).buy(1n, usdc("7_999_999"));

      await expect(sale).to.emit(resolutions, "FacilitySold").withArgs(1n, buyer, usdc("7_999_999"), COST);
      await expect(sale)
        .to.emit(vault, "LossBooked")
        .withArgs(usdc("1") * FINE, 0n);
      expect(await registry.ownerOf(1n)).to.equal(buyer);
      expect((await vault.state()).nav).to.equal(DEPOSIT - usdc("1"));
      expect((await vault.state()).nextDue).to.equal(NEVER);
    });
  });

  describe("given wear that has ended", () => {
    it("leaves at salvage", async () => {
      const { addCluster, actAt, book, buyer, curator, depositor, operator, resolutions, reportAt, vault, payIn } =
        await inService();
      await vault.connect(depositor).deposit(usdc("10_000_000"), depositor);
      const cluster = await addCluster({ usefulLife: DAY });
      await book.connect(operator).draw(cluster, COST, operator);
      const start = (await now()) + HOUR;
      await at(start, () => book.connect(operator).commission(cluster, start));
      const report = await reportAt(start + PERIOD, cluster);
      await payIn(cluster, report.gross);
      const wearFrom = start + PERIOD + WINDOW;
      await at(wearFrom, () => book.settle(cluster));
      const { reserve } = await book.facility(cluster);
      const t = wearFrom + 4n * DAY;
      await actAt(t - DAY, curator, resolutions, "offerSale", [cluster, buyer.address, SALVAGE]);

      const sale = at(t, () => resolutions.connect(buyer).buy(cluster, SALVAGE));

      await expect(sale).to.emit(resolutions, "FacilitySold").withArgs(cluster, buyer, SALVAGE, SALVAGE);
      await expect(sale)
        .to.emit(vault, "Posted")
        .withArgs(SALVAGE, -SALVAGE * FINE, 0n, VESTING_CAP);
      await expect(sale).to.emit(vault, "Posted").withArgs(reserve, 0n, 0n, VESTING_CAP);
    });
  });

  describe("given the facility is retired", () => {
    async function sold() {
      const fixture = await offered(usdc("7_000_000"));
      const { resolutions, buyer, t } = fixture;
      await at(t, () => resolutions.connect(buyer).buy(1n, usdc("7_000_000")));
      return fixture;
    }

    it("still reports, pays in and settles what was earned before the sale", async () => {
      const { book, payIn, reportAt, report, received, t } = await sold();
      const second = await reportAt(t + HOUR, 1n);
      expect(second.end).to.be.below(t);
      await payIn(1n, second.gross);

      const settlement = at(t + 3n * DAY, () => book.settle(1n));

      await expect(settlement).not.to.emit(book, "WearStarted");
      const facility = await book.facility(1n);
      expect(facility.settledPeriods).to.equal(2n);
      expect(facility.distributed).to.equal(report.gross + second.gross);
      expect(facility.received).to.be.greaterThan(received);
      expect(facility.reserve).to.equal(0n);
    });

    it("refuses to be drawn, written down or commissioned again", async () => {
      const { book, operator, curator, act } = await sold();
      const now_ = await now();

      for (const call of [
        () => book.connect(operator).draw(1n, 1n, operator),
        () => book.connect(operator).commission(1n, now_),
        () => act(curator, book, "writeDown", [1n, 1n]),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(book, "FacilityBook_WrongStatus")
          .withArgs(1n, STATUS.Retired);
      }
    });

    it("keeps what matched its wear apart from profit, as of the sale", async () => {
      const { book, received, value } = await sold();
      const wear = COST - value;
      const [returnOfCapital, profit] = await book.returnsOf(1n);

      expect(returnOfCapital).to.equal(received < wear ? received : wear);
      expect(profit).to.equal(received - returnOfCapital);
    });
  });
});
