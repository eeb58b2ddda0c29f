import { expect } from "chai";
import { approveCluster, deployAround, ethers, networkHelpers, reportFinal } from "../support/protocolOfToken.ts";
import { DAY, MAX_UINT256 } from "../support/units.ts";

const loadFixture = <T>(fixture: () => Promise<T>): Promise<T> => networkHelpers.loadFixture(fixture);
const ZERO_HASH = ethers.ZeroHash;

describe("Tokens that misbehave", () => {
  describe("given a token that keeps a part of every transfer (13)", () => {
    async function withFee() {
      const asset = await ethers.deployContract("MockFeeToken", [6, 100]);
      const around = await deployAround(asset, 6);
      await asset.mint(around.depositor, 10n ** 15n);
      await asset.connect(around.depositor).approve(around.vault, MAX_UINT256);
      await asset.connect(around.depositor).approve(around.book, MAX_UINT256);
      await asset.connect(around.depositor).approve(around.resolutions, MAX_UINT256);
      return { ...around, asset };
    }

    it("a deposit is refused with what is missing", async () => {
      const { vault, depositor } = await loadFixture(withFee);

      await expect(vault.connect(depositor).deposit(1_000n, depositor))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_AssetsMissing")
        .withArgs(990n, 1_000n);
      await expect(vault.connect(depositor).mint(1_000n * 10n ** 6n, depositor))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_AssetsMissing")
        .withArgs(990n, 1_000n);
    });

    it("a deposit that a donation covers is no loss to anybody", async () => {
      const { vault, asset, depositor } = await loadFixture(withFee);
      await asset.mint(vault, 10n);

      await vault.connect(depositor).deposit(1_000n, depositor);

      expect(await asset.balanceOf(vault)).to.equal((await vault.state()).cash);
    });

    it("a payment of rent is refused with what arrived", async () => {
      const around = await loadFixture(withFee);
      const { vault, asset, resolutions, depositor, operator, shares, origination } = around;
      await asset.mint(vault, 10n ** 12n);
      await vault.connect(depositor).deposit(10n ** 13n, depositor);
      const { cluster } = await approveCluster(around, operator.address);
      await origination.connect(operator).draw(cluster, 1n, operator);
      await origination.connect(operator).commission(cluster, await networkHelpers.time.latest());

      await expect(shares.connect(depositor).payIn(cluster, 1_000n))
        .to.be.revertedWithCustomError(shares, "FacilityManager_ShortTransfer")
        .withArgs(990n, 1_000n);
      await resolutions.offerSale(cluster, depositor, 500n);
      for (const payment of [
        () => resolutions.connect(depositor).buy(cluster, 500n),
        () => resolutions.connect(depositor).recover(cluster, 500n),
      ]) {
        await expect(payment())
          .to.be.revertedWithCustomError(resolutions, "Resolutions_ShortTransfer")
          .withArgs(495n, 500n);
      }
    });
  });

  describe("given a token whose balances rebase (14)", () => {
    async function rebasing() {
      const asset = await ethers.deployContract("MockRebasingToken", [6]);
      const around = await deployAround(asset, 6);
      await asset.mint(around.depositor, 10n ** 12n);
      await asset.connect(around.depositor).approve(around.vault, MAX_UINT256);
      await around.vault.connect(around.depositor).deposit(10n ** 9n, around.depositor);
      return { ...around, asset };
    }

    it("growth is no gain until it is skimmed, and then vests over the cap", async () => {
      const { vault, asset, depositor, vaultLens } = await loadFixture(rebasing);
      const price = await vaultLens.entryPrice();

      await asset.rebase(11n * 10n ** 17n);

      expect(await vaultLens.entryPrice()).to.equal(price);
      expect(await vault.maxWithdraw(depositor)).to.equal(10n ** 9n);
      await expect(vault.skim())
        .to.emit(vault, "Skimmed")
        .withArgs(10n ** 8n);
      expect(await vaultLens.entryPrice()).to.equal(price);
    });

    it("a shrunken balance refuses deposits, and pays exits as far as it goes", async () => {
      const { vault, asset, depositor } = await loadFixture(rebasing);

      await asset.rebase(5n * 10n ** 17n);

      await expect(vault.connect(depositor).deposit(1_000n, depositor))
        .to.be.revertedWithCustomError(vault, "GpuYieldVault_AssetsMissing")
        .withArgs(5n * 10n ** 8n + 1_000n, 10n ** 9n + 1_000n);
      await vault.connect(depositor).withdraw(5n * 10n ** 8n, depositor, depositor);
      await expect(vault.skim()).to.be.revertedWithCustomError(vault, "GpuYieldVault_NothingToSkim");
    });
  });

  describe("given a token that returns nothing (15)", () => {
    it("lives a whole life: deposit, draw, rent, settlement, claim, exit", async () => {
      const asset = await ethers.deployContract("MockNoReturnToken", [6]);
      const around = await deployAround(asset, 6);
      const { vault, book, depositor, operator, shares, lens, origination } = around;
      for (const account of [depositor, operator]) {
        await asset.mint(account, 10n ** 14n);
        await asset.connect(account).approve(vault, MAX_UINT256);
        await asset
          .connect(account)
          .approve(book, 10n ** 14n)
          .catch(() => undefined);
      }
      await vault.connect(depositor).deposit(10n ** 13n, depositor);
      const { cluster, cost } = await approveCluster(around, operator.address);
      await origination.connect(operator).draw(cluster, cost, operator);
      await origination.connect(operator).commission(cluster, await networkHelpers.time.latest());
      const report = await reportFinal(around, cluster);
      await shares.connect(operator).payIn(cluster, report.gross);

      await shares.settle(cluster);
      const credit = await book.creditOf(operator);
      const before = await asset.balanceOf(operator);
      await book.connect(operator).claimCredit(operator);
      await vault.connect(depositor).withdraw(10n ** 12n, depositor, depositor);

      expect((await asset.balanceOf(operator)) - before).to.equal(credit);
      expect(await asset.balanceOf(vault)).to.equal((await vault.state()).cash);
      expect(await asset.balanceOf(book)).to.equal(
        (await lens.facility(cluster)).reserve + (await book.creditOf(around.feeRecipient)),
      );
    });
  });

  describe("given a token that answers false (15)", () => {
    it("nothing is booked that has not moved", async () => {
      const asset = await ethers.deployContract("MockFalseReturningToken", [6]);
      const around = await deployAround(asset, 6);
      const { vault, book, depositor, operator, shares, origination } = around;
      await asset.mint(depositor, 10n ** 14n);
      await asset.connect(depositor).approve(vault, MAX_UINT256);
      await asset.connect(depositor).approve(book, MAX_UINT256);
      await vault.connect(depositor).deposit(10n ** 13n, depositor);
      const { cluster } = await approveCluster(around, operator.address);
      await origination.connect(operator).draw(cluster, 10n, operator);
      await origination.connect(operator).commission(cluster, await networkHelpers.time.latest());
      await asset.setRefusing(true);

      for (const call of [
        () => vault.connect(depositor).deposit(1n, depositor),
        () => vault.connect(depositor).mint(10n ** 6n, depositor),
        () => vault.connect(depositor).withdraw(1n, depositor, depositor),
        () => vault.connect(depositor).redeem(10n ** 6n, depositor, depositor),
        () => shares.connect(depositor).payIn(cluster, 1n),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(vault, "SafeERC20FailedOperation").withArgs(asset);
      }
    });
  });

  describe("given a token that blocks accounts (17)", () => {
    async function withBlockedOperator() {
      const asset = await ethers.deployContract("MockBlocklistToken", [6]);
      const around = await deployAround(asset, 6);
      const { vault, book, depositor, operator, shares, origination } = around;
      await asset.mint(depositor, 10n ** 14n);
      await asset.connect(depositor).approve(vault, MAX_UINT256);
      await asset.connect(depositor).approve(book, MAX_UINT256);
      await vault.connect(depositor).deposit(10n ** 13n, depositor);
      const { cluster, cost } = await approveCluster(around, operator.address);
      await origination.connect(operator).draw(cluster, cost, operator);
      await origination.connect(operator).commission(cluster, await networkHelpers.time.latest());
      const report = await reportFinal(around, cluster);
      await shares.connect(depositor).payIn(cluster, report.gross);
      await asset.setBlocked(operator, true);
      return { ...around, asset, cluster, report };
    }

    it("a settlement credits the blocked operator and goes through", async () => {
      const { book, cluster, operator, report, shares } = await loadFixture(withBlockedOperator);

      await shares.settle(cluster);

      expect(await book.creditOf(operator)).to.be.greaterThan(report.energyCost + report.otherOpex);
    });

    it("only the blocked one's claim fails, and it can be redirected", async () => {
      const { asset, book, cluster, operator, feeRecipient, receiver, shares } = await loadFixture(withBlockedOperator);
      await shares.settle(cluster);
      const credit = await book.creditOf(operator);

      await expect(book.connect(operator).claimCredit(operator))
        .to.be.revertedWithCustomError(asset, "Blocked")
        .withArgs(operator);
      await book.connect(feeRecipient).claimCredit(feeRecipient);
      await book.connect(operator).claimCredit(receiver);

      expect(await asset.balanceOf(receiver)).to.equal(credit);
    });

    it("a blocked owner of shares can have its exit paid to somebody else", async () => {
      const { asset, vault, depositor, receiver } = await loadFixture(withBlockedOperator);
      await asset.setBlocked(depositor, true);

      await expect(vault.connect(depositor).withdraw(5n, depositor, depositor))
        .to.be.revertedWithCustomError(asset, "Blocked")
        .withArgs(depositor);
      await vault.connect(depositor).withdraw(5n, receiver, depositor);

      expect(await asset.balanceOf(receiver)).to.equal(5n);
    });
  });

  describe("given a token that calls back in the middle of a transfer (18, 19)", () => {
    const MOMENTS = { before: 1n, after: 2n } as const;

    /** A share is worth an odd amount; a report is final and paid; the hardware is on offer. Nothing vests or wears yet. */
    async function reentrant() {
      const asset = await ethers.deployContract("MockReentrantToken", [6]);
      const around = await deployAround(asset, 6);
      const { vault, book, resolutions, depositor, operator, admin, shares, origination } = around;
      for (const account of [depositor, operator]) {
        await asset.mint(account, 10n ** 15n);
        for (const spender of [vault, book, resolutions]) await asset.connect(account).approve(spender, MAX_UINT256);
      }
      await vault.connect(depositor).deposit(10n ** 13n, depositor);
      const { cluster, cost } = await approveCluster(around, operator.address);
      await origination.connect(operator).draw(cluster, cost - 1_000n, operator);
      await shares.writeDown(cluster, 123_456_789_123n);
      await asset.mint(book, 0n);
      return { ...around, asset, cluster, admin };
    }

    /** The same in service, with a final report that has been paid in, and an offer. */
    async function inService() {
      const fixture = await reentrant();
      const { resolutions, operator, depositor, cluster, shares, origination } = fixture;
      await origination.connect(operator).commission(cluster, await networkHelpers.time.latest());
      const report = await reportFinal(fixture, cluster);
      await shares.connect(depositor).payIn(cluster, report.gross);
      await resolutions.offerSale(cluster, depositor, 5_000_000n);
      return fixture;
    }

    type Fixture = Awaited<ReturnType<typeof inService>>;

    /** Everything that moves tokens, and which of the contracts it locks. */
    const OUTER: readonly {
      name: string;
      locks: readonly ("vault" | "book" | "resolutions")[];
      given: () => Promise<Fixture>;
      call: (fixture: Fixture) => Promise<unknown>;
    }[] = [
      ...(
        [
          ["deposit", ({ vault, depositor }) => vault.connect(depositor).deposit(100n, depositor)],
          [
            "depositWithMinShares",
            ({ vault, depositor }) => vault.connect(depositor).depositWithMinShares(100n, depositor, 0n),
          ],
          [
            "depositWithPermit",
            ({ vault, depositor }) =>
              vault.connect(depositor).depositWithPermit(100n, depositor, 0n, 0n, 27, ZERO_HASH, ZERO_HASH),
          ],
          ["mint", ({ vault, depositor }) => vault.connect(depositor).mint(10n ** 8n, depositor)],
          [
            "mintWithMaxAssets",
            ({ vault, depositor }) => vault.connect(depositor).mintWithMaxAssets(10n ** 8n, depositor, MAX_UINT256),
          ],
          ["withdraw", ({ vault, depositor }) => vault.connect(depositor).withdraw(100n, depositor, depositor)],
          [
            "withdrawWithMaxShares",
            ({ vault, depositor }) =>
              vault.connect(depositor).withdrawWithMaxShares(100n, depositor, depositor, MAX_UINT256),
          ],
          ["redeem", ({ vault, depositor }) => vault.connect(depositor).redeem(10n ** 8n, depositor, depositor)],
          [
            "redeemWithMinAssets",
            ({ vault, depositor }) => vault.connect(depositor).redeemWithMinAssets(10n ** 8n, depositor, depositor, 0n),
          ],
        ] as const satisfies readonly (readonly [string, (fixture: Fixture) => Promise<unknown>])[]
      ).map(([name, call]) => ({ name: `vault.${name}`, locks: ["vault"] as const, given: reentrant, call })),
      {
        name: "book.draw",
        locks: ["vault", "book"],
        given: reentrant,
        call: ({ book, operator, cluster }) => origination.connect(operator).draw(cluster, 500n, operator),
      },
      {
        name: "book.payIn",
        locks: ["book"],
        given: inService,
        call: ({ book, depositor, cluster }) => shares.connect(depositor).payIn(cluster, 100n),
      },
      {
        name: "book.settle",
        locks: ["vault", "book"],
        given: inService,
        call: ({ book, cluster }) => shares.settle(cluster),
      },
      {
        name: "resolutions.buy",
        locks: ["resolutions"],
        given: inService,
        call: ({ resolutions, depositor, cluster }) => resolutions.connect(depositor).buy(cluster, MAX_UINT256),
      },
      {
        name: "resolutions.recover",
        locks: ["resolutions"],
        given: inService,
        call: ({ resolutions, depositor, cluster }) => resolutions.connect(depositor).recover(cluster, 1_000n),
      },
      {
        name: "book.claimCredit",
        locks: ["book"],
        given: async () => {
          const fixture = await inService();
          await fixture.shares.settle(fixture.cluster);
          return fixture;
        },
        call: ({ book, operator }) => book.connect(operator).claimCredit(operator),
      },
    ];

    /** Every way in that takes no role, and `skim` and `writeDown` with one: the token gets it. */
    const INNER = {
      vault: ({ vault, asset }: Fixture) => [
        vault.interface.encodeFunctionData("deposit", [1n, asset.target]),
        vault.interface.encodeFunctionData("depositWithMinShares", [1n, asset.target, 0n]),
        vault.interface.encodeFunctionData("depositWithPermit", [1n, asset.target, 0n, 0n, 27, ZERO_HASH, ZERO_HASH]),
        vault.interface.encodeFunctionData("mint", [1n, asset.target]),
        vault.interface.encodeFunctionData("mintWithMaxAssets", [1n, asset.target, 1n]),
        vault.interface.encodeFunctionData("withdraw", [0n, asset.target, asset.target]),
        vault.interface.encodeFunctionData("withdrawWithMaxShares", [0n, asset.target, asset.target, 0n]),
        vault.interface.encodeFunctionData("redeem", [0n, asset.target, asset.target]),
        vault.interface.encodeFunctionData("redeemWithMinAssets", [0n, asset.target, asset.target, 0n]),
        vault.interface.encodeFunctionData("skim"),
        vault.interface.encodeFunctionData("rescue", [asset.target, asset.target]),
      ],
      book: ({ book, asset, cluster }: Fixture) => [
        book.interface.encodeFunctionData("payIn", [cluster, 1n]),
        book.interface.encodeFunctionData("settle", [cluster]),
        book.interface.encodeFunctionData("claimCredit", [asset.target]),
        book.interface.encodeFunctionData("draw", [cluster, 1n, asset.target]),
        book.interface.encodeFunctionData("commission", [cluster, 1n]),
        book.interface.encodeFunctionData("returnExcess", [cluster]),
        book.interface.encodeFunctionData("writeDown", [cluster, 1n]),
        book.interface.encodeFunctionData("setLineLength", [cluster, 30n * DAY]),
      ],
      resolutions: ({ resolutions, cluster }: Fixture) => [
        resolutions.interface.encodeFunctionData("buy", [cluster, MAX_UINT256]),
        resolutions.interface.encodeFunctionData("recover", [cluster, 1n]),
        resolutions.interface.encodeFunctionData("openResolution", [cluster]),
        resolutions.interface.encodeFunctionData("closeResolution", [cluster]),
        resolutions.interface.encodeFunctionData("retireGpus", [cluster, 1n, 0n]),
      ],
    };
    const REFUSED = ethers.id("ReentrancyGuardReentrantCall()").slice(0, 10);

    for (const { name, locks, given, call } of OUTER) {
      for (const on of locks) {
        it(`${name} lets no call into the ${on}`, async () => {
          const fixture = await loadFixture(given);
          const { asset, manager } = fixture;
          await manager.grantRole(0n, asset, 0);
          const snapshot = await networkHelpers.takeSnapshot();
          for (const [index, data] of INNER[on](fixture).entries()) {
            await snapshot.restore();
            await asset.arm(index % 2 === 0 ? MOMENTS.before : MOMENTS.after, fixture[on], data);

            await call(fixture);

            expect(await asset.calls()).to.equal(1n, data.slice(0, 10));
            expect([await asset.succeeded(), await asset.answer()]).to.deep.equal([false, REFUSED], data.slice(0, 10));
          }
        });
      }

      it(`${name} shows one consistent price to who looks in between`, async () => {
        const fixture = await loadFixture(given);
        const { asset, vault, vaultLens } = fixture;
        const snapshot = await networkHelpers.takeSnapshot();
        for (const moment of Object.values(MOMENTS)) {
          await snapshot.restore();
          const before = await vaultLens.entryPrice();
          await asset.arm(moment, vault, vault.interface.encodeFunctionData("entryPrice"));

          await call(fixture);

          expect(await asset.calls()).to.equal(1n);
          const seen = BigInt(await asset.answer());
          const after = await vaultLens.entryPrice();
          const [low, high] = before < after ? [before, after] : [after, before];
          expect(seen).to.be.within(low - 1n, high + 1n);
        }
      });
    }
  });

  describe("given an asset of 18 decimals (16)", () => {
    async function withEighteen() {
      const asset = await ethers.deployContract("MockToken", ["Ether", "ETH", 18]);
      const around = await deployAround(asset, 18, 4_000_000_000n);
      await asset.mint(around.depositor, 10n ** 28n);
      await asset.connect(around.depositor).approve(around.vault, MAX_UINT256);
      return { ...around, asset };
    }

    it("lives a whole life as well", async () => {
      const around = await loadFixture(withEighteen);
      const { asset, vault, book, depositor, operator, unit, shares, origination } = around;
      await vault.connect(depositor).deposit(10_000_000n * unit, depositor);
      const { cluster, cost } = await approveCluster(around, operator.address);
      await origination.connect(operator).draw(cluster, cost, operator);
      await origination.connect(operator).commission(cluster, await networkHelpers.time.latest());
      const report = await reportFinal(around, cluster);
      await asset.mint(operator, report.gross);
      await asset.connect(operator).approve(book, report.gross);
      await shares.connect(operator).payIn(cluster, report.gross);

      await shares.settle(cluster);
      await networkHelpers.time.increase(100n * DAY);

      const { cash, value, nav, locked } = await vault.state();
      expect(locked).to.equal(0n);
      expect(nav).to.equal(cash + value);
      expect(await asset.balanceOf(vault)).to.equal(cash);
    });

    it("refuses wear that the vault's word could not hold", async () => {
      const around = await loadFixture(withEighteen);
      const { vault, depositor, operator, unit, shares, origination } = around;
      await vault.connect(depositor).deposit(4_000_000n * unit, depositor);
      const cost = 4_000_000n * unit;
      const { cluster } = await approveCluster(around, operator.address, { cost, salvage: 0n, usefulLife: DAY });
      const wear = (cost << 32n) / DAY;

      await expect(origination.connect(operator).draw(cluster, cost, operator))
        .to.be.revertedWithCustomError(shares, "FacilityManager_WearTooFast")
        .withArgs(wear, 2n ** 96n - 1n);
    });
  });
});
