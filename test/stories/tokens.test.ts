import { expect } from "chai";
import { LOAN } from "../support/debts.ts";
import { facts, TERMS } from "../support/protocol.ts";
import { approveCluster, deployAround, ethers, networkHelpers, reportFinal } from "../support/protocolOfToken.ts";
import { ceilDiv, DAY, MAX_UINT256, usdc } from "../support/units.ts";

const loadFixture = <T>(fixture: () => Promise<T>): Promise<T> => networkHelpers.loadFixture(fixture);
const ZERO_HASH = ethers.ZeroHash;
const now = async (): Promise<bigint> => BigInt(await networkHelpers.time.latest());

describe("Tokens that misbehave", () => {
  describe("given a token that keeps a part of every transfer (13)", () => {
    async function withFee() {
      const asset = await ethers.deployContract("MockFeeToken", [6, 100]);
      const around = await deployAround(asset, 6);
      await asset.mint(around.depositor, 10n ** 15n);
      await asset.connect(around.depositor).approve(around.vault, MAX_UINT256);
      await asset.connect(around.depositor).approve(around.shares, MAX_UINT256);
      await asset.connect(around.depositor).approve(around.workouts, MAX_UINT256);
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
      const { vault, asset, workouts, depositor, operator, shares, origination } = around;
      await asset.mint(vault, 10n ** 12n);
      await vault.connect(depositor).deposit(10n ** 13n, depositor);
      const { cluster } = await approveCluster(around, operator.address);
      await origination.connect(operator).draw(cluster, 1n, operator);
      await origination.connect(operator).commission(cluster, await networkHelpers.time.latest());

      await expect(shares.connect(depositor).payIn(cluster, 1_000n))
        .to.be.revertedWithCustomError(shares, "FacilityManager_ShortTransfer")
        .withArgs(990n, 1_000n);
      await workouts.offerSale(cluster, depositor, 500n);
      await networkHelpers.time.increase(2n * DAY);
      for (const payment of [
        () => workouts.connect(depositor).buy(cluster, 500n),
        () => workouts.connect(depositor).recover(cluster, 500n),
      ]) {
        await expect(payment()).to.be.revertedWithCustomError(workouts, "Workouts_ShortTransfer").withArgs(495n, 500n);
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
      const { vault, depositor, operator, shares, lens, origination } = around;
      for (const account of [depositor, operator]) {
        await asset.mint(account, 10n ** 14n);
        await asset.connect(account).approve(vault, MAX_UINT256);
        await asset
          .connect(account)
          .approve(shares, 10n ** 14n)
          .catch(() => undefined);
      }
      await vault.connect(depositor).deposit(10n ** 13n, depositor);
      const { cluster, cost } = await approveCluster(around, operator.address);
      await origination.connect(operator).draw(cluster, cost, operator);
      await origination.connect(operator).commission(cluster, await networkHelpers.time.latest());
      const report = await reportFinal(around, cluster);

      await shares.connect(operator).payIn(cluster, report.gross);
      const { earned } = await lens.facility(cluster);
      const before = await asset.balanceOf(operator);
      await shares.connect(operator).claimEarnings([cluster], operator);
      await vault.connect(depositor).withdraw(10n ** 12n, depositor, depositor);

      expect((await asset.balanceOf(operator)) - before).to.equal(earned);
      expect(await asset.balanceOf(vault)).to.equal((await vault.state()).cash);
      expect(await asset.balanceOf(shares)).to.equal((await lens.facility(cluster)).reserve);
    });
  });

  describe("given a token that answers false (15)", () => {
    it("nothing is booked that has not moved", async () => {
      const asset = await ethers.deployContract("MockFalseReturningToken", [6]);
      const around = await deployAround(asset, 6);
      const { vault, depositor, operator, shares, origination } = around;
      await asset.mint(depositor, 10n ** 14n);
      await asset.connect(depositor).approve(vault, MAX_UINT256);
      await asset.connect(depositor).approve(shares, MAX_UINT256);
      await vault.connect(depositor).deposit(10n ** 13n, depositor);
      const { cluster } = await approveCluster(around, operator.address);
      await origination.connect(operator).draw(cluster, 10n, operator);
      await origination.connect(operator).commission(cluster, await networkHelpers.time.latest());
      await asset.setRefusing(true);

      for (const call of [
        () => vault.connect(depositor).deposit(1n, depositor),
        () => vault.connect(depositor).mint(10n ** 6n, depositor),
        () => vault.connect(depositor).withdraw(1n, depositor, depositor),
        () => vault.connect(depositor).redeem(2n * 10n ** 6n, depositor, depositor),
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
      const { vault, depositor, operator, shares, origination } = around;
      await asset.mint(depositor, 10n ** 14n);
      await asset.connect(depositor).approve(vault, MAX_UINT256);
      await asset.connect(depositor).approve(shares, MAX_UINT256);
      await vault.connect(depositor).deposit(10n ** 13n, depositor);
      const { cluster, cost } = await approveCluster(around, operator.address);
      await origination.connect(operator).draw(cluster, cost, operator);
      await origination.connect(operator).commission(cluster, await networkHelpers.time.latest());
      const report = await reportFinal(around, cluster);
      await asset.setBlocked(operator, true);
      const pay = () => shares.connect(depositor).payIn(cluster, report.gross);
      return { ...around, asset, cluster, report, pay };
    }

    it("a settlement goes through, and keeps for the blocked operator what it earned", async () => {
      const { lens, cluster, report, pay } = await loadFixture(withBlockedOperator);

      await pay();

      const costs = report.energyCost + report.otherOpex;
      const residual = report.gross - costs - usdc("5_000");
      expect((await lens.facility(cluster)).earned).to.equal(costs + (residual * 2_000n) / 10_000n);
    });

    it("only the blocked one's claim fails, and it can be redirected", async () => {
      const { asset, shares, lens, cluster, operator, receiver, pay } = await loadFixture(withBlockedOperator);
      await pay();
      const { earned } = await lens.facility(cluster);

      await expect(shares.connect(operator).claimEarnings([cluster], operator))
        .to.be.revertedWithCustomError(asset, "Blocked")
        .withArgs(operator);
      await shares.connect(operator).claimEarnings([cluster], receiver);

      expect(await asset.balanceOf(receiver)).to.equal(earned);
    });

    describe("when it blocks the fee's recipient", () => {
      /**
       * Hardware that does not depreciate: a tenth of what has vested of the first month's rent is due when the second
       * is settled.
       */
      async function withBlockedRecipient() {
        const asset = await ethers.deployContract("MockBlocklistToken", [6]);
        const around = await deployAround(asset, 6);
        const { vault, shares, lens, origination, depositor, operator, feeRecipient } = around;
        await asset.mint(depositor, 10n ** 14n);
        for (const spender of [vault, shares]) await asset.connect(depositor).approve(spender, MAX_UINT256);
        await vault.connect(depositor).deposit(10n ** 13n, depositor);
        const hardware = { salvage: usdc("8_000_000"), maxPeriod: 30n * DAY };
        const { cluster, cost } = await approveCluster(around, operator.address, hardware);
        await origination.connect(operator).draw(cluster, cost, operator);
        const start = await now();
        await origination.connect(operator).commission(cluster, start);
        const settle = async () => {
          const { gross } = await reportFinal(around, cluster);
          await shares.connect(depositor).payIn(cluster, gross);
          return now();
        };
        const first = await settle();
        const { received } = await lens.facility(cluster);
        await asset.setBlocked(feeRecipient, true);
        const second = await settle();
        const over = first - start;
        const locked = ceilDiv(received * (over - (second - first)), over);
        return { ...around, asset, due: (received - locked) / 10n };
      }

      it("rent is settled and everybody leaves; only its collection fails", async () => {
        const { asset, vault, depositor, feeRecipient, due } = await loadFixture(withBlockedRecipient);

        expect((await vault.fee()).owed).to.equal(due);
        await expect(vault.collectFee()).to.be.revertedWithCustomError(asset, "Blocked").withArgs(feeRecipient);
        await vault.connect(depositor).withdraw((await vault.state()).cash, depositor, depositor);
        expect(await asset.balanceOf(vault)).to.equal(due);
      });

      it("the governor names another one all the same, who is paid what is owed", async () => {
        const { asset, vault, receiver } = await loadFixture(withBlockedRecipient);
        await vault.setFee(0n, receiver);
        const { owed } = await vault.fee();

        await vault.collectFee();

        expect(owed).to.be.greaterThan(0n);
        expect(await asset.balanceOf(receiver)).to.equal(owed);
        expect((await vault.fee()).owed).to.equal(0n);
      });
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

    /**
     * A share is worth an odd amount; a report is final and paid; the hardware is on offer. Nothing vests or
     * depreciates yet.
     */
    async function reentrant() {
      const asset = await ethers.deployContract("MockReentrantToken", [6]);
      const around = await deployAround(asset, 6);
      const { vault, router, workouts, depositor, operator, admin, shares, losses, origination } = around;
      for (const account of [depositor, operator]) {
        await asset.mint(account, 10n ** 15n);
        for (const spender of [vault, shares, workouts]) await asset.connect(account).approve(spender, MAX_UINT256);
        await vault.connect(account).approve(router, MAX_UINT256);
      }
      await vault.connect(depositor).deposit(10n ** 13n, depositor);
      const { cluster, cost } = await approveCluster(around, operator.address);
      await origination.connect(operator).draw(cluster, cost - 1_000n, operator);
      await losses.announceWriteDown(cluster, 1n << 18n);
      await networkHelpers.time.increase(2n * DAY);
      await workouts.bookLoss(cluster, 0n);
      return { ...around, asset, cluster, admin };
    }

    /** The same in service, with a report that was paid in before it was final, and an offer. */
    async function inService() {
      const fixture = await reentrant();
      const { workouts, operator, depositor, cluster, shares, origination } = fixture;
      await origination.connect(operator).commission(cluster, await networkHelpers.time.latest());
      await shares.connect(depositor).payIn(cluster, usdc("20_000"));
      await reportFinal(fixture, cluster);
      await workouts.offerSale(cluster, depositor, 5_000_000n);
      await networkHelpers.time.increase(2n * DAY);
      return fixture;
    }

    /** Another cluster instead, financed by a loan and in service. */
    async function withLoan() {
      const fixture = await reentrant();
      const { asset, registry, loans, origination, operator } = fixture;
      await asset.connect(operator).approve(loans, MAX_UINT256);
      await registry.register(facts(operator.address), loans);
      const cluster = await registry.clusterCount();
      const amount = usdc("1_000_000");
      const inServiceBy = (await now()) + 60n * DAY;
      await origination.approve(cluster, { ...TERMS, ...LOAN, amount, inServiceBy });
      await origination.connect(operator).draw(cluster, amount, operator);
      await origination.connect(operator).commission(cluster, await now());
      return { ...fixture, cluster };
    }

    type Fixture = Awaited<ReturnType<typeof inService>>;

    type Locked = "vault" | "shares" | "loans" | "origination" | "workouts";

    /** Everything that moves tokens, and which of the contracts it locks. */
    const OUTER: readonly {
      name: string;
      locks: readonly Locked[];
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
          ["withdraw", ({ vault, depositor }) => vault.connect(depositor).withdraw(100n, depositor, depositor)],
          ["redeem", ({ vault, depositor }) => vault.connect(depositor).redeem(10n ** 8n, depositor, depositor)],
          [
            "redeemWithMinAssets",
            ({ vault, depositor }) => vault.connect(depositor).redeemWithMinAssets(10n ** 8n, depositor, depositor, 0n),
          ],
        ] as const satisfies readonly (readonly [string, (fixture: Fixture) => Promise<unknown>])[]
      ).map(([name, call]) => ({ name: `vault.${name}`, locks: ["vault"] as const, given: reentrant, call })),
      {
        name: "router.withdraw",
        locks: ["vault"],
        given: reentrant,
        call: ({ router, vault, depositor }) => router.connect(depositor).withdraw(vault, depositor, 100n, MAX_UINT256),
      },
      {
        name: "router.redeem",
        locks: ["vault"],
        given: reentrant,
        call: ({ router, vault, depositor }) => router.connect(depositor).redeem(vault, depositor, 10n ** 8n, 0n),
      },
      {
        name: "vault.collectFee",
        locks: ["vault"],
        given: async () => {
          const fixture = await inService();
          await fixture.shares.settle(fixture.cluster);
          // Half of it has vested, and outweighs what was written down and what has depreciated.
          await fixture.workouts.connect(fixture.depositor).recover(fixture.cluster, usdc("1_000_000"));
          await networkHelpers.time.increase(45n * DAY);
          return fixture;
        },
        call: ({ vault }) => vault.collectFee(),
      },
      {
        name: "origination.draw",
        locks: ["vault", "shares", "origination"],
        given: reentrant,
        call: ({ origination, operator, cluster }) => origination.connect(operator).draw(cluster, 500n, operator),
      },
      {
        name: "shares.payIn",
        locks: ["shares"],
        given: inService,
        call: ({ shares, depositor, cluster }) => shares.connect(depositor).payIn(cluster, 100n),
      },
      {
        name: "shares.settle",
        locks: ["shares"],
        given: inService,
        call: ({ shares, cluster }) => shares.settle(cluster),
      },
      {
        name: "loans.repay",
        locks: ["loans"],
        given: withLoan,
        call: ({ loans, operator, cluster }) => loans.connect(operator).repay(cluster, 1_000n),
      },
      {
        name: "workouts.buy",
        locks: ["workouts"],
        given: inService,
        call: ({ workouts, depositor, cluster }) => workouts.connect(depositor).buy(cluster, MAX_UINT256),
      },
      {
        name: "workouts.recover",
        locks: ["workouts"],
        given: inService,
        call: ({ workouts, depositor, cluster }) => workouts.connect(depositor).recover(cluster, 1_000n),
      },
      {
        name: "shares.claimEarnings",
        locks: ["shares"],
        given: async () => {
          const fixture = await inService();
          await fixture.shares.settle(fixture.cluster);
          return fixture;
        },
        call: ({ shares, operator, cluster }) => shares.connect(operator).claimEarnings([cluster], operator),
      },
    ];

    /** Every way in that takes no role, and some with one: the token gets it. */
    const INNER = {
      vault: ({ vault, asset }: Fixture) => [
        vault.interface.encodeFunctionData("deposit", [1n, asset.target]),
        vault.interface.encodeFunctionData("depositWithMinShares", [1n, asset.target, 0n]),
        vault.interface.encodeFunctionData("depositWithPermit", [1n, asset.target, 0n, 0n, 27, ZERO_HASH, ZERO_HASH]),
        vault.interface.encodeFunctionData("mint", [1n, asset.target]),
        vault.interface.encodeFunctionData("withdraw", [0n, asset.target, asset.target]),
        vault.interface.encodeFunctionData("redeem", [0n, asset.target, asset.target]),
        vault.interface.encodeFunctionData("redeemWithMinAssets", [0n, asset.target, asset.target, 0n]),
        vault.interface.encodeFunctionData("accrue", [1n]),
        vault.interface.encodeFunctionData("collectFee"),
        vault.interface.encodeFunctionData("setFee", [0n, asset.target]),
        vault.interface.encodeFunctionData("skim"),
        vault.interface.encodeFunctionData("rescue", [asset.target, asset.target]),
      ],
      shares: ({ shares, asset, cluster }: Fixture) => [
        shares.interface.encodeFunctionData("payIn", [cluster, 1n]),
        shares.interface.encodeFunctionData("settle", [cluster]),
        shares.interface.encodeFunctionData("claimEarnings", [[cluster], asset.target]),
        shares.interface.encodeFunctionData("returnExcess", [cluster]),
      ],
      loans: ({ loans, asset, cluster }: Fixture) => [
        loans.interface.encodeFunctionData("payIn", [cluster, 1n]),
        loans.interface.encodeFunctionData("settle", [cluster]),
        loans.interface.encodeFunctionData("repay", [cluster, 1n]),
        loans.interface.encodeFunctionData("claimEarnings", [[cluster], asset.target]),
        loans.interface.encodeFunctionData("returnExcess", [cluster]),
      ],
      origination: ({ origination, asset, cluster }: Fixture) => [
        origination.interface.encodeFunctionData("draw", [cluster, 1n, asset.target]),
        origination.interface.encodeFunctionData("commission", [cluster, 1n]),
        origination.interface.encodeFunctionData("returnDraw", [cluster, 1n]),
      ],
      workouts: ({ workouts, cluster }: Fixture) => [
        workouts.interface.encodeFunctionData("buy", [cluster, MAX_UINT256]),
        workouts.interface.encodeFunctionData("recover", [cluster, 1n]),
        workouts.interface.encodeFunctionData("openResolution", [cluster]),
        workouts.interface.encodeFunctionData("closeResolution", [cluster]),
        workouts.interface.encodeFunctionData("bookLoss", [cluster, 0n]),
      ],
    } satisfies Record<Locked, (fixture: Fixture) => string[]>;
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
        const { asset, vaultLens } = fixture;
        const snapshot = await networkHelpers.takeSnapshot();
        for (const moment of Object.values(MOMENTS)) {
          await snapshot.restore();
          const before = await vaultLens.entryPrice();
          await asset.arm(moment, vaultLens, vaultLens.interface.encodeFunctionData("entryPrice"));

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
      const around = await deployAround(asset, 18, 4_000_000_000);
      await asset.mint(around.depositor, 10n ** 28n);
      await asset.connect(around.depositor).approve(around.vault, MAX_UINT256);
      return { ...around, asset };
    }

    it("lives a whole life as well", async () => {
      const around = await loadFixture(withEighteen);
      const { asset, vault, depositor, operator, unit, shares, origination } = around;
      await vault.connect(depositor).deposit(10_000_000n * unit, depositor);
      const { cluster, cost } = await approveCluster(around, operator.address);
      await origination.connect(operator).draw(cluster, cost, operator);
      await origination.connect(operator).commission(cluster, await networkHelpers.time.latest());
      const report = await reportFinal(around, cluster);
      await asset.mint(operator, report.gross);
      await asset.connect(operator).approve(shares, report.gross);

      await shares.connect(operator).payIn(cluster, report.gross);
      await networkHelpers.time.increase(100n * DAY);

      const { cash, value, nav, locked } = await vault.state();
      expect(locked).to.equal(0n);
      expect(nav).to.equal(cash + value);
      expect(await asset.balanceOf(vault)).to.equal(cash);
    });

    it("refuses depreciation that the vault's words could not hold", async () => {
      const around = await loadFixture(withEighteen);
      const { vault, depositor, operator, unit, shares, origination } = around;
      await vault.connect(depositor).deposit(4_000_000n * unit, depositor);
      const cost = 4_000_000n * unit;
      const { cluster } = await approveCluster(around, operator.address, { cost, salvage: 0n, usefulLife: DAY });
      const slope = (cost << 32n) / DAY;

      await expect(origination.connect(operator).draw(cluster, cost, operator))
        .to.be.revertedWithCustomError(shares, "KinkLib_TooWide")
        .withArgs(-slope, 0n, 0n);
    });
  });
});
