import { expect } from "chai";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { BaseContract } from "ethers";
import { PROTOCOL } from "@gpu-yield-vaults/sdk/protocol";
import { PROTOCOL_ROLES, roleId, VAULT_ROLES } from "@gpu-yield-vaults/sdk/roles";
import {
  at,
  CURATOR_DELAY,
  ethers,
  facts,
  GOVERNOR_DELAY,
  inService,
  LONG_WINDOW,
  networkHelpers,
  now,
  PERIOD,
  TERMS,
} from "../support/protocol.ts";
import { DAY, HOUR, usdc } from "../support/units.ts";
import { posting } from "../support/vaultAlone.ts";

type Fixture = Awaited<ReturnType<typeof inService>>;
const CONTRACTS = ["vault", "origination", "losses", "workouts", "drawLimits", "auction"] as const;
type Contract = (typeof CONTRACTS)[number];
type RoleName = "governor" | "curator" | "guardian";

const MODEL = ethers.encodeBytes32String("H100-SXM5");
const LEAST_BID = 5_000n;

/** What the curator asks bids for: a second cluster, ordered and not financed. */
async function offered({ registry, operator, shares, curator, act }: Fixture) {
  await act(curator, registry, "register", [facts(operator.address), await shares.getAddress()]);
  const t = await now();
  const request = {
    cluster: 2n,
    leastBid: LEAST_BID,
    bond: usdc("1"),
    commitUntil: t + 10n * DAY,
    revealUntil: t + 12n * DAY,
  };
  return [request, { ...TERMS, inServiceBy: t + 60n * DAY }] as const;
}

/** A loss of the first cluster is claimed: it was given up, and its title given away. */
async function lost({ openServed, giveTitle, act, curator, workouts }: Fixture) {
  await openServed(1n);
  await giveTitle(1n);
  await act(curator, workouts, "closeResolution", [1n]);
}

/** Every function of these six that not everybody may call, with arguments that pass when the role is right. */
const RESTRICTED: readonly {
  on: Contract;
  name: string;
  role: RoleName;
  /** Where a contract does the same without anybody: the role that both hold. */
  heldAs?: "originator" | "tightener" | "announcer" | "canceller";
  /** Who holds that role too. */
  orBy?: RoleName;
  args: (fixture: Fixture) => Promise<unknown[]> | unknown[];
  /** What has to be so before it can pass. */
  given?: (fixture: Fixture) => Promise<unknown>;
  /** The contract's own refusal, where the state of the fixture makes it refuse even its role. */
  refusal?: string;
  /** The contract's own refusal of a second call, where it comes before the role's. */
  onlyOnce?: string;
}[] = [
  {
    on: "vault",
    name: "bindSource",
    role: "governor",
    args: ({ other }) => [other.address],
  },
  { on: "vault", name: "unbindSource", role: "governor", args: async ({ loans }) => [await loans.getAddress()] },
  { on: "vault", name: "setFee", role: "governor", args: ({ other }) => [5n, other.address] },
  {
    on: "vault",
    name: "rescue",
    role: "governor",
    args: async ({ governor }) => [
      await (await ethers.deployContract("MockToken", ["Lost", "LOST", 6])).getAddress(),
      governor.address,
    ],
  },
  { on: "vault", name: "setCap", role: "governor", args: () => [7n] },
  {
    on: "vault",
    name: "unpause",
    role: "curator",
    args: () => [],
    given: ({ vault, guardian }) => vault.connect(guardian).pause(),
  },
  {
    on: "vault",
    name: "skim",
    role: "curator",
    args: () => [],
    given: ({ vault, asset, stranger }) => asset.connect(stranger).transfer(vault, 5n),
  },
  { on: "vault", name: "pause", role: "guardian", args: () => [] },
  { on: "vault", name: "lowerCap", role: "guardian", heldAs: "tightener", orBy: "curator", args: () => [7n] },
  {
    on: "origination",
    name: "setOracle",
    role: "governor",
    args: async ({ shares, oracle }) => [await shares.getAddress(), await oracle.getAddress()],
  },
  {
    on: "origination",
    name: "writeDownCosts",
    role: "governor",
    args: () => [1n, 0n],
    given: async ({ reportAt, shares, inServiceAt }) => {
      await reportAt(inServiceAt + PERIOD, 1n);
      await at(inServiceAt + PERIOD + LONG_WINDOW, () => shares.settle(1n)); // nothing was paid
    },
  },
  {
    on: "origination",
    name: "approve",
    role: "curator",
    heldAs: "originator",
    args: async () => [1n, { ...TERMS, inServiceBy: (await now()) + 60n * DAY }],
    refusal: "FacilityOrigination_AlreadyApproved",
  },
  {
    on: "origination",
    name: "lowerApproval",
    role: "guardian",
    args: () => [1n, 7n],
    refusal: "FacilityOrigination_ApprovalNotLower",
  },
  { on: "losses", name: "announceWriteDown", role: "curator", heldAs: "announcer", args: () => [1n, 1n] },
  { on: "losses", name: "announceLostGpus", role: "curator", heldAs: "announcer", args: () => [1n, 1n] },
  {
    on: "losses",
    name: "cancelAnnouncement",
    role: "guardian",
    heldAs: "canceller",
    orBy: "curator",
    args: () => [1n],
    given: ({ losses, curator }) => losses.connect(curator).announceWriteDown(1n, 1n),
  },
  {
    on: "workouts",
    name: "offerSale",
    role: "curator",
    heldAs: "announcer",
    args: ({ buyer }) => [1n, buyer.address, usdc("1")],
  },
  {
    on: "workouts",
    name: "withdrawOffer",
    role: "guardian",
    heldAs: "canceller",
    orBy: "curator",
    args: () => [1n],
    given: ({ workouts, curator, buyer }) => workouts.connect(curator).offerSale(1n, buyer, usdc("1")),
  },
  {
    on: "workouts",
    name: "openResolution",
    role: "curator",
    args: () => [1n],
    given: ({ operator, workouts }) => workouts.connect(operator).giveUp(1n, true),
  },
  {
    on: "workouts",
    name: "closeResolution",
    role: "curator",
    args: () => [1n],
    given: async ({ openServed, giveTitle }) => {
      await openServed(1n);
      await giveTitle(1n);
    },
    onlyOnce: "Workouts_NotOpen",
  },
  { on: "workouts", name: "endClaim", role: "governor", args: () => [1n], given: lost, onlyOnce: "LossClaims_NoClaim" },
  {
    on: "workouts",
    name: "prolongClaim",
    role: "guardian",
    heldAs: "tightener",
    orBy: "curator",
    args: () => [1n],
    given: lost,
  },
  { on: "drawLimits", name: "setMark", role: "curator", args: () => [MODEL, 7n] },
  { on: "drawLimits", name: "setLimits", role: "governor", args: () => [[1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]] },
  {
    on: "drawLimits",
    name: "lowerMark",
    role: "guardian",
    args: () => [MODEL, 7n],
    given: ({ act, curator, drawLimits }) => act(curator, drawLimits, "setMark", [MODEL, 8n]),
  },
  {
    on: "drawLimits",
    name: "lowerLimits",
    role: "guardian",
    heldAs: "tightener",
    orBy: "curator",
    args: ({ parameters }) => [{ ...parameters.drawLimits, regionBps: 7n }],
  },
  { on: "auction", name: "admit", role: "curator", args: ({ other }) => [other.address] },
  { on: "auction", name: "open", role: "curator", args: async (fixture) => [...(await offered(fixture))] },
  {
    on: "auction",
    name: "withdraw",
    role: "curator",
    args: () => [1n],
    given: async (fixture) => fixture.act(fixture.curator, fixture.auction, "open", await offered(fixture)),
  },
  { on: "auction", name: "forfeit", role: "curator", args: () => [1n], refusal: "CapitalAuction_WrongStatus" },
  {
    on: "auction",
    name: "dismiss",
    role: "guardian",
    args: ({ other }) => [other.address],
    refusal: "CapitalAuction_NotAdmitted",
  },
  { on: "auction", name: "cancel", role: "guardian", args: () => [1n], refusal: "CapitalAuction_WrongStatus" },
];

const DELAYS: Record<RoleName, bigint> = { governor: GOVERNOR_DELAY, curator: CURATOR_DELAY, guardian: 0n };

/** Everybody who might try, role by role. */
const EVERYBODY = [
  "deployer",
  "governor",
  "curator",
  "guardian",
  "operator",
  "feeRecipient",
  "depositor",
  "stranger",
] as const;

describe("Authority over vault, managers, origination, workouts, drawLimits and auction", () => {
  /** The call as bytes, ready to be sent by anyone. */
  async function prepared(entry: (typeof RESTRICTED)[number]) {
    const fixture = await inService();
    await entry.given?.(fixture);
    const target = fixture[entry.on];
    const to = await target.getAddress();
    const { interface: functions }: BaseContract = target;
    const data = functions.encodeFunctionData(entry.name, await entry.args(fixture));
    const send = (from: HardhatEthersSigner) => from.sendTransaction({ to, data });
    return { ...fixture, target, to, data, send };
  }

  for (const on of CONTRACTS) {
    it(`knows every function of ${on} that takes a role of people`, () => {
      const roles = Object.entries<readonly string[]>(PROTOCOL[on].roles).filter(([role]) => role !== "limiter");
      const given = roles.flatMap(([, names]) => names);

      const known = RESTRICTED.filter((entry) => entry.on === on).map(({ name }) => name);
      expect(known).to.have.members(given);
    });
  }

  for (const entry of RESTRICTED) {
    const { on, name, role, heldAs = role, refusal, onlyOnce } = entry;
    // What has to be said at once, the curator says at once.
    const delay = heldAs === "announcer" ? 0n : DELAYS[role];

    describe(`${on}.${name}`, () => {
      it(`belongs to the ${heldAs}`, async () => {
        const { accessManager, to, data } = await prepared(entry);

        expect(await accessManager.getTargetFunctionRole(to, data.slice(0, 10))).to.equal(roleId(heldAs, 1));
      });

      for (const who of EVERYBODY) {
        if (who === role || who === entry.orBy) continue;
        it(`refuses the ${who}, who cannot schedule it either`, async () => {
          const fixture = await prepared(entry);
          const { accessManager, target, to, data, send } = fixture;
          const caller = fixture[who];

          await expect(send(caller))
            .to.be.revertedWithCustomError(target, "AccessManagedUnauthorized")
            .withArgs(caller);
          await expect(accessManager.connect(caller).schedule(to, data, 0))
            .to.be.revertedWithCustomError(accessManager, "AccessManagerUnauthorizedCall")
            .withArgs(caller, to, data.slice(0, 10));
        });
      }

      if (delay === 0n) {
        it(`lets the ${role} act at once`, async () => {
          const fixture = await prepared(entry);
          const call = fixture.send(fixture[role]);

          if (refusal === undefined) await call;
          else await expect(call).to.be.revertedWithCustomError(fixture.target, refusal);
        });
      } else {
        it(`makes the ${role} wait ${delay / DAY} days, to the second`, async () => {
          const fixture = await prepared(entry);
          const { accessManager, target, to, data, send } = fixture;
          const caller = fixture[role];
          const id = await accessManager.hashOperation(caller, to, data);

          await expect(send(caller))
            .to.be.revertedWithCustomError(accessManager, "AccessManagerNotScheduled")
            .withArgs(id);
          const t = (await now()) + HOUR;
          await networkHelpers.time.setNextBlockTimestamp(t);
          await accessManager.connect(caller).schedule(to, data, 0);
          await networkHelpers.time.setNextBlockTimestamp(t + delay - 1n);
          await expect(send(caller)).to.be.revertedWithCustomError(accessManager, "AccessManagerNotReady").withArgs(id);
          await networkHelpers.time.setNextBlockTimestamp(t + delay);
          const call = send(caller);
          if (refusal === undefined) {
            await call;
            const again = expect(send(caller)).to.be;
            if (onlyOnce !== undefined) await again.revertedWithCustomError(target, onlyOnce);
            else await again.revertedWithCustomError(accessManager, "AccessManagerNotScheduled").withArgs(id);
          } else {
            await expect(call).to.be.revertedWithCustomError(target, refusal);
          }
        });

        it("cannot be scheduled for sooner", async () => {
          const fixture = await prepared(entry);
          const { accessManager, to, data } = fixture;
          const caller = fixture[role];
          const t = (await now()) + HOUR;

          await networkHelpers.time.setNextBlockTimestamp(t);
          await expect(accessManager.connect(caller).schedule(to, data, t + delay - 1n))
            .to.be.revertedWithCustomError(accessManager, "AccessManagerUnauthorizedCall")
            .withArgs(caller, to, data.slice(0, 10));
        });

        it("can be cancelled by the guardian while it waits", async () => {
          const fixture = await prepared(entry);
          const { accessManager, guardian, to, data, send } = fixture;
          const caller = fixture[role];
          await accessManager.connect(caller).schedule(to, data, 0);
          const id = await accessManager.hashOperation(caller, to, data);

          await expect(accessManager.connect(guardian).cancel(caller, to, data))
            .to.emit(accessManager, "OperationCanceled")
            .withArgs(id, 1n);

          await networkHelpers.time.increase(delay);
          await expect(send(caller))
            .to.be.revertedWithCustomError(accessManager, "AccessManagerNotScheduled")
            .withArgs(id);
        });

        it("waits as long in a batch through the manager", async () => {
          const fixture = await prepared(entry);
          const { accessManager, to, data } = fixture;
          const caller = fixture[role];
          const manager = accessManager.interface;
          const id = await accessManager.hashOperation(caller, to, data);

          await expect(
            accessManager
              .connect(caller)
              .multicall([
                manager.encodeFunctionData("schedule", [to, data, 0]),
                manager.encodeFunctionData("execute", [to, data]),
              ]),
          )
            .to.be.revertedWithCustomError(accessManager, "AccessManagerNotReady")
            .withArgs(id);
        });
      }
    });
  }

  for (const [whose, refusal, calls] of [
    [
      "a source",
      "GpuYieldVault_NotSource",
      [
        ["fund", [ethers.ZeroAddress, 1n]],
        ["post", [posting()]],
      ],
    ],
    [
      "the queue",
      "GpuYieldVault_NotQueue",
      [
        ["escrow", [ethers.ZeroAddress, 1n, ethers.ZeroAddress]],
        ["serveRequests", [1n]],
      ],
    ],
  ] as const) {
    describe(`what only ${whose} may do with the vault`, () => {
      for (const [name, args] of calls) {
        it(`${name} refuses every role`, async () => {
          const fixture = await inService();
          const { vault } = fixture;
          const { interface: functions }: BaseContract = vault;
          const data = functions.encodeFunctionData(name, args);

          for (const who of EVERYBODY) {
            await expect(fixture[who].sendTransaction({ to: await vault.getAddress(), data }))
              .to.be.revertedWithCustomError(vault, refusal)
              .withArgs(fixture[who]);
          }
        });
      }
    });
  }

  describe("the deployer", () => {
    it("holds no role in the end", async () => {
      const { accessManager, deployer } = await inService();

      for (const id of [...PROTOCOL_ROLES.map((role) => roleId(role)), ...VAULT_ROLES.map((role) => roleId(role, 1))]) {
        expect((await accessManager.hasRole(id, deployer)).isMember).to.equal(false);
      }
    });
  });

  describe("given the guardian has paused the vault", () => {
    async function paused() {
      const fixture = await inService();
      await fixture.vault.connect(fixture.guardian).pause();
      return fixture;
    }

    it("everybody leaves all the same, and money is paid in and settled", async () => {
      const { vault, shares, asset, depositor, operator, payIn } = await paused();
      const { cash } = await vault.state();

      await expect(vault.connect(depositor).withdraw(cash, depositor, depositor)).to.changeTokenBalance(
        ethers,
        asset,
        depositor,
        cash,
      );
      await vault.connect(depositor).transfer(operator, 1n);
      await payIn(1n, 1n);
      await shares.settle(1n);
      await vault.accrue(4n);
    });

    it("cannot be opened by the guardian: it only reduces risk", async () => {
      const { vault, guardian } = await paused();

      await expect(vault.connect(guardian).unpause())
        .to.be.revertedWithCustomError(vault, "AccessManagedUnauthorized")
        .withArgs(guardian);
    });
  });

  describe("a rescue by the governor", () => {
    for (const what of ["asset", "vault"] as const) {
      it(`cannot take the ${what === "vault" ? "share" : "asset"}, after any delay`, async () => {
        const fixture = await inService();
        const { vault, governor, act } = fixture;

        await expect(act(governor, vault, "rescue", [await fixture[what].getAddress(), governor.address]))
          .to.be.revertedWithCustomError(vault, "GpuYieldVault_NotRescuable")
          .withArgs(fixture[what]);
      });
    }
  });
});
