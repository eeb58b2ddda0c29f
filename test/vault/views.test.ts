import { expect } from "chai";
import { ONE_X32 } from "../support/moneyLaw.ts";
import { ceilDiv, DAY, HOUR, NEVER, usdc } from "../support/units.ts";
import {
  at,
  CAP_WHOLE_TOKENS,
  emptyVault,
  ethers,
  livingVault,
  networkHelpers,
  post,
  posting,
  SHARE_UNIT,
} from "../support/vaultAlone.ts";
import { vaultTerms } from "../support/vaultTerms.ts";

/** Seconds after the last event of a living vault: in its first second, while rent vests, when it has, long after. */
const MOMENTS = [0n, 1n, HOUR, 5n * DAY, 10n * DAY - 1n, 10n * DAY, 10n * DAY + 1n, 1_000n * DAY];

describe("GpuYieldVault, views", () => {
  for (const moment of MOMENTS) {
    describe(`given ${moment} s have passed`, () => {
      async function later() {
        const fixture = await livingVault();
        const t = fixture.start + moment;
        if (moment > 0n) await networkHelpers.time.increaseTo(t);
        return { ...fixture, t };
      }

      it("state() is one consistent reading", async () => {
        const { vault, lens, law, t, start } = await later();
        const value = law.valueX32At(t) / ONE_X32;
        const locked = ceilDiv(law.lockedX32At(t), ONE_X32);

        expect([...(await vault.state())]).to.deep.equal([
          law.cash,
          value,
          locked,
          0n,
          law.cash + value - locked,
          law.cash + value - locked,
          law.supply,
          law.cash,
          0n,
          0n,
          CAP_WHOLE_TOKENS * usdc("1"),
          start + 10n * DAY,
          NEVER,
          false,
          false,
        ]);
        expect(await lens.value()).to.equal(value);
        expect(await vault.totalAssets()).to.equal(law.navAt(t));
      });

      it("entry and exit price are the same while nothing is delinquent", async () => {
        const { lens, law, t } = await later();

        expect(await lens.entryPrice()).to.equal(law.entryPriceAt(t, SHARE_UNIT));
        expect(await lens.exitPrice()).to.equal(law.exitPriceAt(t, SHARE_UNIT));
      });

      it("conversions and previews round for the vault", async () => {
        const { vault, law, t } = await later();

        for (const amount of [0n, 1n, usdc("0.99"), usdc("12_345.678901"), 2n ** 128n]) {
          expect(await vault.convertToShares(amount)).to.equal(law.sharesDown(t, amount));
          expect(await vault.previewDeposit(amount)).to.equal(law.sharesDown(t, amount));
          expect(await vault.previewWithdraw(amount)).to.equal(law.sharesUp(t, amount));
          expect(await vault.convertToAssets(amount)).to.equal(law.assetsDown(t, amount));
          expect(await vault.previewRedeem(amount)).to.equal(law.assetsDown(t, amount));
          expect(await vault.previewMint(amount)).to.equal(law.assetsUp(t, amount));
        }
      });

      it("conversions are the same for every caller", async () => {
        const { vault, depositor, stranger } = await later();

        expect(await vault.connect(depositor).convertToShares(usdc("7"))).to.equal(
          await vault.connect(stranger).convertToShares(usdc("7")),
        );
      });
    });
  }

  describe("maxDeposit and maxMint", () => {
    it("are the room under the cap, and its shares rounded down", async () => {
      const { vault, other, law, start } = await livingVault();
      const room = CAP_WHOLE_TOKENS * usdc("1") - law.navAt(start);

      expect(await vault.maxDeposit(other)).to.equal(room);
      expect(await vault.maxMint(other)).to.equal(law.sharesDown(start, room));
    });

    it("hold: the most goes in, one more does not", async () => {
      const { vault, other, law, start } = await livingVault();
      const t = start + DAY;
      const room = CAP_WHOLE_TOKENS * usdc("1") - law.navAt(t);
      const shares = law.sharesDown(t, room);

      await expect(at(t, () => vault.connect(other).mint(shares + 1n, other)))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_CapExceeded")
        .withArgs(room + 1n, room);
      await networkHelpers.time.increaseTo(t + DAY - 1n);
      const roomThen = CAP_WHOLE_TOKENS * usdc("1") - law.navAt(t + DAY);
      await expect(at(t + DAY, () => vault.connect(other).deposit(roomThen, other)))
        .to.emit(vault, "Deposit")
        .withArgs(other, other, roomThen, law.sharesDown(t + DAY, roomThen));
      expect(await vault.maxDeposit(other)).to.equal(0n);
      expect(await vault.maxMint(other)).to.equal(0n);
    });

    it("are zero while the vault is paused", async () => {
      const { vault, other } = await livingVault();
      await vault.pause();

      expect(await vault.maxDeposit(other)).to.equal(0n);
      expect(await vault.maxMint(other)).to.equal(0n);
    });

    it("are zero after a total loss", async () => {
      const fixture = await emptyVault();
      const { vault, source, depositor } = fixture;
      await vault.connect(depositor).deposit(usdc("1"), depositor);
      await vault.connect(source).fund(source, usdc("1"));
      await post(fixture, { value: -(usdc("1") * ONE_X32) });

      expect(await vault.maxDeposit(depositor)).to.equal(0n);
      expect(await vault.maxMint(depositor)).to.equal(0n);
      expect(await vault.maxWithdraw(depositor)).to.equal(0n);
      expect(await vault.totalAssets()).to.equal(0n);
    });

    it("leave room for what the supply can hold", async () => {
      const { manager, depositor } = await emptyVault();
      const asset = await ethers.deployContract("MockToken", ["Ether", "ETH", 18]);
      const vault = await ethers.deployContract("GpuYieldVault", [
        manager,
        asset,
        vaultTerms({ capWholeTokens: 2n ** 32n - 1n }),
      ]);
      await vault.bindSource(depositor);
      await asset.mint(depositor, 10n ** 30n);
      await asset.connect(depositor).approve(vault, 10n ** 30n);
      await vault.connect(depositor).deposit(10n ** 20n, depositor);
      // A loss that makes each share worth 10^-6 of a whole one: then the supply is what runs out first.
      await vault.connect(depositor).fund(depositor, 10n ** 20n);
      await vault.connect(depositor).post(posting({ value: -((10n ** 20n - 10n ** 6n) * ONE_X32) }));
      const supply = await vault.totalSupply();
      const room = ((2n ** 128n - 1n - supply) * (10n ** 6n + 1n)) / (supply + 10n ** 6n);

      expect(await vault.maxDeposit(depositor)).to.equal(room);
      await vault.connect(depositor).deposit(room, depositor);
      expect(await vault.totalSupply()).to.be.within(2n ** 127n, 2n ** 128n - 1n);
    });
  });

  describe("maxWithdraw and maxRedeem", () => {
    it("are all that the owner has while there is cash for it", async () => {
      const { vault, depositor, other, law, start } = await livingVault();
      const shares = await vault.balanceOf(depositor);
      const part = shares / 4n;
      await at(start + 1n, () => vault.connect(depositor).transfer(other, part));

      expect(await vault.maxRedeem(other)).to.equal(part);
      expect(await vault.maxWithdraw(other)).to.equal(law.assetsDown(start + 1n, part));
    });

    it("are limited by the cash, to the unit and to the share", async () => {
      const { vault, depositor, law, start } = await livingVault();
      const shares = law.sharesUp(start, law.cash + 1n) - 1n;

      expect(await vault.maxWithdraw(depositor)).to.equal(law.cash);
      expect(await vault.maxRedeem(depositor)).to.equal(shares);
      expect(law.assetsDown(start, shares)).to.equal(law.cash);
    });

    it("hold: the most goes out, one more does not", async () => {
      const { vault, depositor, law, start } = await livingVault();
      const t = start + DAY;
      const shares = law.sharesUp(t, law.cash + 1n) - 1n;

      await expect(at(t, () => vault.connect(depositor).redeem(shares + 1n, depositor, depositor)))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotEnoughCash")
        .withArgs(law.cash + 1n, law.cash);
      const later = law.sharesUp(t + DAY, law.cash + 1n) - 1n;
      await at(t + DAY, () => vault.connect(depositor).redeem(later, depositor, depositor));
      expect(await vault.maxWithdraw(depositor)).to.equal(0n);
    });

    it("are zero for who has nothing", async () => {
      const { vault, stranger } = await livingVault();

      expect(await vault.maxWithdraw(stranger)).to.equal(0n);
      expect(await vault.maxRedeem(stranger)).to.equal(0n);
    });
  });

  describe("ERC-7575 and ERC-165", () => {
    it("share() and vault(asset) are the vault itself, vault(other) is nobody", async () => {
      const { vault, asset } = await livingVault();

      expect(await vault.share()).to.equal(vault);
      expect(await vault.vault(asset)).to.equal(vault);
      expect(await vault.vault(vault)).to.equal(ethers.ZeroAddress);
    });

    for (const { name, id, expected } of [
      { name: "ERC-165", id: "0x01ffc9a7", expected: true },
      { name: "ERC-20", id: "0x36372b07", expected: true },
      { name: "ERC-4626", id: "0x87dfe5a0", expected: true },
      { name: "ERC-7575 vault", id: "0x2f0a18c5", expected: true },
      { name: "ERC-7575 share", id: "0xf815c03d", expected: true },
      { name: "nothing", id: "0xffffffff", expected: false },
    ]) {
      it(`supportsInterface answers ${expected} for ${name}`, async () => {
        const { vault } = await livingVault();

        expect(await vault.supportsInterface(id)).to.equal(expected);
      });
    }
  });
});
