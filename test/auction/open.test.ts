import { expect } from "chai";
import { PLAIN_TERMS } from "../../scripts/lib/plainTerms.ts";
import {
  admitted,
  asked,
  AUCTION,
  awarded,
  AWARD_WINDOW,
  BOND,
  CEILING,
  CLUSTER,
  ethers,
  FORM,
  LEAST,
  named,
  networkHelpers,
  now,
  opened,
  FACILITY,
} from "../support/auctionFixture.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";

const { time } = networkHelpers;
const HARDWARE = { None: 0n, Ordered: 1n, InService: 2n, Retired: 3n } as const;

/** Ready to be opened, in a second that is known. */
async function ready() {
  const fixture = await asked(await admitted());
  const t = (await now()) + HOUR;
  await time.setNextBlockTimestamp(t);
  return { ...fixture, t };
}

describe("CapitalAuction.open", () => {
  it("is the curator's", async () => {
    const { auction, request, terms, guardian, alice } = await asked(await admitted());

    for (const caller of [guardian, alice]) {
      await expect(auction.connect(caller).open(request, terms))
        .to.be.revertedWithCustomError(auction, "AccessManagedUnauthorized")
        .withArgs(caller);
    }
  });

  describe("given the cluster cannot be financed", () => {
    it("refuses one whose title lies with a source of another form", async () => {
      const { auction, request, terms, curator, financier } = await asked(await admitted());
      await financier.lendOnly();
      const share = { ...terms, form: FORM.RevenueShare };

      await expect(auction.connect(curator).open(request, share))
        .to.be.revertedWithCustomError(auction, "CapitalAuction_NoTitle")
        .withArgs(request.cluster, financier);
    });

    it("refuses one whose title is elsewhere", async () => {
      const { auction, request, terms, curator, financier, stranger } = await asked(await admitted());
      await financier.giveTitle(stranger);

      await expect(auction.connect(curator).open(request, terms))
        .to.be.revertedWithCustomError(auction, "CapitalAuction_NoTitle")
        .withArgs(CLUSTER, stranger);
    });

    for (const name of ["InService", "Retired"] as const) {
      it(`refuses one that is ${name}`, async () => {
        const { auction, request, terms, curator, financier } = await asked(await admitted());
        await financier.standHardware(HARDWARE[name]);

        await expect(auction.connect(curator).open(request, terms))
          .to.be.revertedWithCustomError(auction, "CapitalAuction_NotOrdered")
          .withArgs(CLUSTER, HARDWARE[name]);
      });
    }

    it("refuses one that has a facility", async () => {
      const { auction, request, terms, curator, financier } = await asked(await admitted());
      await financier.stand(CLUSTER, FACILITY.Approved);

      await expect(auction.connect(curator).open(request, terms))
        .to.be.revertedWithCustomError(auction, "CapitalAuction_AlreadyFinanced")
        .withArgs(CLUSTER, FACILITY.Approved);
    });

    it("takes one that something else than a source of the vault had managed", async () => {
      const { auction, request, terms, curator, financier, stranger } = await asked(await admitted());

      for (const [manager, number] of [
        [ethers.ZeroAddress, 1n],
        [stranger.address, 2n],
      ] as const) {
        await financier.handOver(manager);
        await financier.stand(number, FACILITY.InService);
        const offer = { ...request, cluster: number };
        await auction.connect(curator).open(offer, terms);
        expect(await auction.newestOf(number)).to.equal(number);
      }
    });

    it("refuses one that was awarded", async () => {
      const { auction, curator, ...fixture } = await awarded();
      const { request, terms } = await asked({ auction, curator, ...fixture });

      await expect(auction.connect(curator).open(request, terms))
        .to.be.revertedWithCustomError(auction, "CapitalAuction_AlreadyFinanced")
        .withArgs(CLUSTER, FACILITY.Approved);
    });

    it("refuses a second offer beside the first", async () => {
      const { auction, request, terms, curator } = await opened();

      await expect(auction.connect(curator).open(request, terms))
        .to.be.revertedWithCustomError(auction, "CapitalAuction_AlreadyOpen")
        .withArgs(CLUSTER, 1n);
    });
  });

  describe("when a term is outside its range (35)", () => {
    const LATEST = 2n ** 40n - 1n;
    for (const [field, given, range] of [
      ["leastBid", () => 0n, () => [1n, CEILING]],
      ["leastBid", () => CEILING + 1n, () => [1n, CEILING]],
      ["bond", () => 0n, () => [1n, 2n ** 128n - 1n]],
      ["commitUntil", (t: bigint) => t + HOUR - 1n, (t: bigint) => [t + HOUR, t + 30n * DAY]],
      ["commitUntil", (t: bigint) => t + 30n * DAY + 1n, (t: bigint) => [t + HOUR, t + 30n * DAY]],
    ] as [string, (t: bigint) => bigint, (t: bigint) => bigint[]][]) {
      it(`refuses the ${field}: ${given(0n)}`, async () => {
        const { auction, request, terms, curator, t } = await ready();

        await expect(auction.connect(curator).open({ ...request, [field]: given(t) }, terms))
          .to.be.revertedWithCustomError(auction, "CapitalAuction_TermOutOfRange")
          .withArgs(ethers.encodeBytes32String(field), given(t), ...range(t));
      });
    }

    for (const after of [HOUR - 1n, 30n * DAY + 1n]) {
      it(`refuses reveals that end ${after} s after the commitments`, async () => {
        const { auction, request, terms, curator } = await asked(await admitted());
        const from = request.commitUntil;
        const revealUntil = from + after;

        await expect(auction.connect(curator).open({ ...request, revealUntil }, terms))
          .to.be.revertedWithCustomError(auction, "CapitalAuction_TermOutOfRange")
          .withArgs(ethers.encodeBytes32String("revealUntil"), revealUntil, from + HOUR, from + 30n * DAY);
      });
    }

    it("refuses terms that would expire while they can still be awarded", async () => {
      const { auction, request, terms, curator } = await asked(await admitted());
      const least = request.revealUntil + AWARD_WINDOW;

      await expect(auction.connect(curator).open(request, { ...terms, inServiceBy: least - 1n }))
        .to.be.revertedWithCustomError(auction, "CapitalAuction_TermOutOfRange")
        .withArgs(ethers.encodeBytes32String("inServiceBy"), least - 1n, least, LATEST);
    });

    it("refuses terms that leave nothing to bid", async () => {
      const { auction, request, terms, curator } = await asked(await admitted());

      await expect(auction.connect(curator).open(request, { ...terms, debt: PLAIN_TERMS.debt }))
        .to.be.revertedWithCustomError(auction, "CapitalAuction_TermOutOfRange")
        .withArgs(ethers.encodeBytes32String("leastBid"), LEAST, 1n, 0n);
    });
  });

  it("takes the least and the most", async () => {
    const { auction, request, terms, curator, t } = await ready();
    const commitUntil = t + HOUR;
    const least = { ...request, leastBid: 1n, bond: 1n, commitUntil, revealUntil: commitUntil + HOUR };
    await auction.connect(curator).open(least, { ...terms, inServiceBy: commitUntil + HOUR + AWARD_WINDOW });

    const longest = t + 60n + 30n * DAY;
    await time.setNextBlockTimestamp(t + 60n);
    const most = {
      cluster: 2n,
      leastBid: CEILING,
      bond: 2n ** 128n - 1n,
      commitUntil: longest,
      revealUntil: longest + 30n * DAY,
    };
    await auction.connect(curator).open(most, { ...terms, inServiceBy: 2n ** 40n - 1n });

    expect(await auction.auctionCount()).to.equal(2n);
  });

  describe("when all is in order", () => {
    it("offers the capital, and tells the terms", async () => {
      const { auction, request, terms, curator } = await asked(await admitted());

      const open = await auction.connect(curator).open(request, terms);

      await expect(open)
        .to.emit(auction, "AuctionOpened")
        .withArgs(1n, CLUSTER, Object.values(request), (told: unknown) => {
          expect(named(told)).to.deep.equal(terms);
          return true;
        });
      const { termsHash, ...facts } = named(await auction.auctionOf(1n));
      expect(facts).to.deep.equal({
        leader: ethers.ZeroAddress,
        status: AUCTION.Open,
        form: FORM.Loan,
        commitUntil: request.commitUntil,
        revealUntil: request.revealUntil,
        leastBid: LEAST,
        ceiling: CEILING,
        bestBid: 0n,
        bond: BOND,
        drawBy: terms.inServiceBy,
        commitments: 0n,
        revealed: 0n,
        lastOrder: 0n,
        leaderOrder: 0n,
        cluster: CLUSTER,
      });
      const type = auction.interface.getFunction("award").inputs[1];
      if (type === undefined) throw new Error("an award has terms");
      expect(termsHash).to.equal(ethers.keccak256(ethers.AbiCoder.defaultAbiCoder().encode([type], [terms])));
      expect(await auction.newestOf(CLUSTER)).to.equal(1n);
    });

    for (const [form, terms, ceiling] of [
      ["RevenueShare", { vaultShareBps: 9_000n }, 9_000n],
      ["Lease", { debt: { ...PLAIN_TERMS.debt, rent: usdc("300_000") } }, usdc("300_000")],
    ] as const) {
      it(`takes its ceiling from the terms: ${form}`, async () => {
        const { auction, request, curator, ...fixture } = await asked(await admitted());

        await auction
          .connect(curator)
          .open({ ...request, leastBid: 1n }, { ...fixture.terms, ...terms, form: FORM[form] });

        expect((await auction.auctionOf(1n)).ceiling).to.equal(ceiling);
      });
    }

    it("offers again what nobody won", async () => {
      const { auction, request, curator, ...fixture } = await opened();
      await time.increaseTo(request.revealUntil);
      await auction.close(1n);
      const again = await asked({ auction, curator, ...fixture });

      await auction.connect(curator).open(again.request, again.terms);

      expect(await auction.newestOf(CLUSTER)).to.equal(2n);
    });
  });
});
