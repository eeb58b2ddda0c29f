import { expect } from "chai";
import { encodeBytes32String, parseUnits } from "ethers";
import { network } from "hardhat";
import { checkDeployment, DeploymentMismatch, type Difference } from "../../deploy/checks.ts";
import { deployProtocol, type Protocol } from "../../deploy/deployProtocol.ts";
import { PROTOCOL_ROLES, roleId, ROLES, VAULT_ROLES } from "@gpu-yield-vaults/sdk/roles";
import { errorOf } from "../support/errorOf.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const DAY = 86_400;
/** The curator of the first vault. */
const CURATOR = roleId("curator", 1);

async function deployed(): Promise<Protocol> {
  return deployProtocol(connection);
}

/** What the check finds. */
async function differencesOf(protocol: Protocol): Promise<readonly Difference[]> {
  try {
    await checkDeployment(ethers.provider, protocol);
    return [];
  } catch (error) {
    if (error instanceof DeploymentMismatch) return error.differences;
    throw error;
  }
}

/** The selector by which the authority is asked who may cancel a removal. */
function removalOf(accessManager: Protocol["contracts"]["accessManager"]): string {
  return accessManager.interface.getFunction("revokeRole").selector;
}

/** Has the governor do something to the authority, after its delay. */
async function asAdmin({ contracts: { accessManager }, parameters }: Protocol, data: string): Promise<void> {
  const governor = await ethers.getSigner(parameters.roles.governor);
  await accessManager.connect(governor).schedule(accessManager, data, 0);
  await networkHelpers.time.increase(10 * DAY);
  await accessManager.connect(governor).execute(accessManager, data);
}

/** Has a member of a role act on a contract, after its delay. */
async function asRole(protocol: Protocol, role: "governor" | "curator", target: string, data: string): Promise<void> {
  const { accessManager } = protocol.contracts;
  const member = await ethers.getSigner(protocol.parameters.roles[role]);
  await accessManager.connect(member).schedule(target, data, 0);
  await networkHelpers.time.increase(role === "governor" ? 10 * DAY : 2 * DAY);
  await accessManager.connect(member).execute(target, data);
}

describe("checkDeployment", () => {
  it("finds no difference in a fresh deployment", async () => {
    expect(await differencesOf(await networkHelpers.loadFixture(deployed))).to.deep.equal([]);
  });

  it("lists every difference in its message", async () => {
    const protocol = await networkHelpers.loadFixture(deployed);
    const { parameters } = protocol;
    const other = { ...parameters, fee: { ...parameters.fee, bps: 5 }, vault: { ...parameters.vault, name: "X" } };

    const { message } = await errorOf(checkDeployment(ethers.provider, { ...protocol, parameters: other }));
    expect(message).to.equal(
      "The deployment differs in 2 places.\n  vault.name: expected X, found GPU Yield Vault\n  " +
        "vault.feeBps: expected 5, found 1000",
    );
  });

  describe("given a member that should not exist", () => {
    for (const [whose, role, id] of [
      ...PROTOCOL_ROLES.map((role) => ["the protocol", role, roleId(role)] as const),
      ...VAULT_ROLES.map((role) => ["its first vault", role, roleId(role, 1)] as const),
    ]) {
      it(`names the stranger with the role of ${role} of ${whose}`, async () => {
        const protocol = await networkHelpers.loadFixture(deployed);
        const stranger = (await ethers.getSigners())[15]?.address ?? "";
        const { interface: manager } = protocol.contracts.accessManager;
        await asAdmin(protocol, manager.encodeFunctionData("grantRole", [id, stranger, 7]));

        expect(await differencesOf(protocol)).to.deep.equal([
          { what: `delay of member ${id}/${stranger}`, expected: "no member", found: "7" },
        ]);
      });
    }

    it("names a member of a role that nobody knows", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const stranger = (await ethers.getSigners())[15]?.address ?? "";
      const { interface: manager } = protocol.contracts.accessManager;
      await asAdmin(protocol, manager.encodeFunctionData("grantRole", [77, stranger, 0]));

      expect(await differencesOf(protocol)).to.deep.equal([
        { what: `delay of member 77/${stranger}`, expected: "no member", found: "0" },
      ]);
    });
  });

  describe("given a member that should exist", () => {
    it("misses it", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const { guardian } = protocol.parameters.roles;
      const { interface: manager } = protocol.contracts.accessManager;
      await asAdmin(protocol, manager.encodeFunctionData("revokeRole", [ROLES.guardian, guardian]));

      expect(await differencesOf(protocol)).to.deep.equal([
        { what: `delay of member ${ROLES.guardian}/${guardian}`, expected: "0", found: "no member" },
      ]);
    });

    it("sees its delay, and the one that is on its way", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const { curator } = protocol.parameters.roles;
      const { interface: manager } = protocol.contracts.accessManager;
      await asAdmin(protocol, manager.encodeFunctionData("grantRole", [CURATOR, curator, 60]));
      const effect = (await networkHelpers.time.latest()) + 2 * DAY - 60;

      expect(await differencesOf(protocol)).to.deep.equal([
        {
          what: `delay of member ${CURATOR}/${curator}`,
          expected: `${2 * DAY}`,
          found: `${2 * DAY}, 60 from ${effect} on`,
        },
      ]);
    });
  });

  describe("given another setting of the authority", () => {
    const tampers: [
      what: string,
      data: (protocol: Protocol) => string,
      difference: (protocol: Protocol) => Difference,
    ][] = [
      [
        "a function's role",
        ({ contracts: { accessManager, vault }, addresses }) =>
          accessManager.interface.encodeFunctionData("setTargetFunctionRole", [
            addresses.vault,
            [vault.interface.getFunction("unpause").selector],
            roleId("guardian", 1),
          ]),
        ({ contracts: { vault }, addresses }) => ({
          what: `role of function ${addresses.vault}.${vault.interface.getFunction("unpause").selector}`,
          expected: "102",
          found: "103",
        }),
      ],
      [
        "a function that nobody should be allowed",
        ({ contracts: { accessManager }, addresses }) =>
          accessManager.interface.encodeFunctionData("setTargetFunctionRole", [
            addresses.shares,
            ["0x12345678"],
            CURATOR,
          ]),
        ({ addresses }) => ({ what: `role of function ${addresses.shares}.0x12345678`, expected: "0", found: "102" }),
      ],
      [
        "a role's guardian",
        ({ contracts: { accessManager } }) =>
          accessManager.interface.encodeFunctionData("setRoleGuardian", [ROLES.governor, CURATOR]),
        () => ({ what: "guardian of role 1", expected: "3", found: "102" }),
      ],
      [
        "who may cancel a removal",
        ({ contracts: { accessManager } }) =>
          accessManager.interface.encodeFunctionData("setRoleGuardian", [ROLES.removal, ROLES.guardian]),
        () => ({ what: `guardian of role ${ROLES.removal}`, expected: "0", found: "3" }),
      ],
      [
        "that removals have a guardian by their role",
        ({ contracts: { accessManager }, addresses }) =>
          accessManager.interface.encodeFunctionData("setTargetFunctionRole", [
            addresses.accessManager,
            [removalOf(accessManager)],
            ROLES.governor,
          ]),
        ({ contracts: { accessManager }, addresses }) => ({
          what: `role of function ${addresses.accessManager}.${removalOf(accessManager)}`,
          expected: `${ROLES.removal}`,
          found: `${ROLES.governor}`,
        }),
      ],
      [
        "a role's admin",
        ({ contracts: { accessManager } }) =>
          accessManager.interface.encodeFunctionData("setRoleAdmin", [CURATOR, ROLES.guardian]),
        () => ({ what: "admin of role 102", expected: "0", found: "3" }),
      ],
      [
        "a role's grant delay",
        ({ contracts: { accessManager } }) => accessManager.interface.encodeFunctionData("setGrantDelay", [CURATOR, 5]),
        () => ({ what: "grant delay of role 102", expected: "0", found: "5" }),
      ],
      [
        "a role's label",
        ({ contracts: { accessManager } }) =>
          accessManager.interface.encodeFunctionData("labelRole", [CURATOR, "KING"]),
        () => ({ what: "label of role 102", expected: "CURATOR gpuUSD 1", found: "KING" }),
      ],
      [
        "a closed target",
        ({ contracts: { accessManager }, addresses }) =>
          accessManager.interface.encodeFunctionData("setTargetClosed", [addresses.oracle, true]),
        ({ addresses }) => ({ what: `target ${addresses.oracle}`, expected: "open", found: "closed" }),
      ],
      [
        "a target's admin delay",
        ({ contracts: { accessManager }, addresses }) =>
          accessManager.interface.encodeFunctionData("setTargetAdminDelay", [addresses.quorum, 9]),
        ({ addresses }) => ({ what: `admin delay of target ${addresses.quorum}`, expected: "0", found: "9" }),
      ],
    ];
    for (const [what, data, difference] of tampers) {
      it(`sees ${what}`, async () => {
        const protocol = await networkHelpers.loadFixture(deployed);
        await asAdmin(protocol, data(protocol));

        expect(await differencesOf(protocol)).to.deep.equal([difference(protocol)]);
      });
    }
  });

  describe("given another parameter on the chain", () => {
    it("sees the vault's cap", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const { vault } = protocol.contracts;
      await asRole(protocol, "governor", protocol.addresses.vault, vault.interface.encodeFunctionData("setCap", [5]));

      expect(await differencesOf(protocol)).to.deep.equal([
        { what: "vault.cap", expected: "100000000000000", found: "5000000" },
      ]);
    });

    it("sees a pause", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const guardian = await ethers.getSigner(protocol.parameters.roles.guardian);
      await protocol.contracts.vault.connect(guardian).pause();

      expect(await differencesOf(protocol)).to.deep.equal([{ what: "vault.paused", expected: "false", found: "true" }]);
    });

    it("sees the fee and its recipient", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const { vault } = protocol.contracts;
      const data = vault.interface.encodeFunctionData("setFee", [0, protocol.parameters.roles.guardian]);
      await asRole(protocol, "governor", protocol.addresses.vault, data);

      expect((await differencesOf(protocol)).map(({ what }) => what)).to.deep.equal([
        "vault.feeBps",
        "vault.feeRecipient",
      ]);
    });

    it("sees other reporters and another threshold", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const { quorum } = protocol.contracts;
      const one = protocol.parameters.roles.guardian;
      const data = quorum.interface.encodeFunctionData("setReporters", [[one], 1, []]);
      await asRole(protocol, "governor", protocol.addresses.quorum, data);

      expect(await differencesOf(protocol)).to.deep.equal([
        { what: "quorum.reporters", expected: protocol.parameters.quorum.reporters.join(), found: one },
        { what: "quorum.standbys", expected: protocol.parameters.quorum.standbys.join(), found: "" },
        { what: "quorum.threshold", expected: "3", found: "1" },
      ]);
    });

    it("sees each timing", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const { oracle } = protocol.contracts;
      const timings = { window: 60, longWindow: 25_200, reportDeadline: 3_600 };
      const data = oracle.interface.encodeFunctionData("setTimings", [timings]);
      await asRole(protocol, "governor", protocol.addresses.oracle, data);

      expect(await differencesOf(protocol)).to.deep.equal([
        { what: "oracle.window", expected: "21600", found: "60" },
        { what: "oracle.longWindow", expected: "172800", found: "25200" },
        { what: "oracle.reportDeadline", expected: "259200", found: "3600" },
      ]);
    });

    it("sees a bound, and a model that nobody asked for", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const { bounds } = protocol.contracts;
      const limits = protocol.parameters.bounds.models["H100-SXM5"];
      if (!limits) throw new Error("no H100");
      const tampered = { ...limits, minPrice: parseUnits("0.40", 6) };
      for (const [model, given] of [
        ["H100-SXM5", tampered],
        ["GB300", limits],
      ] as const) {
        const data = bounds.interface.encodeFunctionData("setBounds", [encodeBytes32String(model), given]);
        await asRole(protocol, "governor", protocol.addresses.bounds, data);
      }

      expect(await differencesOf(protocol)).to.deep.equal([
        { what: "bounds of H100-SXM5, minPrice", expected: "500000", found: "400000" },
        { what: `bounds of ${encodeBytes32String("GB300")}`, expected: "not set", found: "set" },
      ]);
    });

    it("sees a missing model", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const { parameters } = protocol;
      const [limits] = Object.values(parameters.bounds.models);
      if (!limits) throw new Error("no model");
      const bounds = { ...parameters.bounds, models: { ...parameters.bounds.models, GB300: limits } };
      const found = await differencesOf({ ...protocol, parameters: { ...parameters, bounds } });

      expect(found).to.have.length(6);
      expect(found[0]).to.deep.equal({ what: "bounds of GB300, minPrice", expected: "500000", found: "no bounds" });
    });

    it("sees a limit", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const { drawLimits } = protocol.contracts;
      const given = { ...protocol.parameters.drawLimits, regionBps: 6_000, minCoverageBps: 5 };
      const data = drawLimits.interface.encodeFunctionData("setLimits", [given]);
      await asRole(protocol, "governor", protocol.addresses.drawLimits, data);

      expect(await differencesOf(protocol)).to.deep.equal([
        { what: "drawLimits.regionBps", expected: "10000", found: "6000" },
        { what: "drawLimits.minCoverageBps", expected: "0", found: "5" },
      ]);
    });

    it("sees the price jump", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const { bounds } = protocol.contracts;
      const data = bounds.interface.encodeFunctionData("setPriceJump", [2_999]);
      await asRole(protocol, "governor", protocol.addresses.bounds, data);

      expect(await differencesOf(protocol)).to.deep.equal([
        { what: "bounds.priceJumpBps", expected: "3000", found: "2999" },
      ]);
    });
  });

  describe("given other wiring than the addresses say", () => {
    const pairs = [
      [
        "registry",
        [
          ...["oracle.registry", "shares.registry", "loans.registry", "origination.registry", "clock.registry"],
          ...[
            "lens.registry",
            "covenants.registry",
            "losses.registry",
            "workouts.registry",
            "bond.registry",
            "drawLimits.registry",
          ],
          ...["drawEscrow.registry", "auction.registry"],
        ],
      ],
      ["quorum", ["oracle.quorum", "stakes.quorum", "contradictions.quorum"]],
      ["stakes", ["quorum.stakes"]],
      ["clock", ["oracle.clock"]],
      ["bounds", ["oracle.bounds"]],
      [
        "vault",
        [
          ...["vault.share", "queue.share", "shares.vault", "loans.vault", "origination.vault", "covenants.vault"],
          ...["vaultLens.vault", "lens.vault", "losses.vault", "workouts.vault", "bond.vault", "drawLimits.vault"],
          ...["drawEscrow.vault", "disputes.vault", "auction.vault"],
        ],
      ],
      ["shares", ["vault.sources"]],
      ["loans", ["vault.sources", "ledger.manager"]],
      ["ledger", ["loans.ledger"]],
      ["origination", ["shares.origination", "loans.origination", "auction.origination"]],
      ["covenants", ["shares.covenants", "loans.covenants", "origination.covenants"]],
      [
        "asset",
        [
          ...["vault.asset", "queue.asset", "workouts.asset", "escrow.asset", "bond.asset"],
          ...["drawEscrow.asset", "disputes.asset", "auction.asset"],
        ],
      ],
      ["queue", ["vault.queue"]],
      ["workouts", ["shares.workouts", "loans.workouts", "auction.workouts"]],
      [
        "oracle",
        [
          ...["clock.oracle", "contradictions.oracle", "shares.oracle", "loans.oracle", "disputes.oracle"],
          "stakes.oracle",
        ],
      ],
      ["escrow", ["bond.escrow", "disputes.escrow", "auction.escrow"]],
      ["stakeEscrow", ["stakes.escrow"]],
      ["dollar", ["stakeEscrow.asset"]],
      ["bond", ["origination.bond", "auction.bond", "workouts.bond"]],
      ["drawLimits", ["origination.drawLimits", "covenants.drawLimits"]],
      ["drawEscrow", ["origination.drawEscrow"]],
    ] as const;
    for (const [name, expected] of pairs) {
      it(`sees that the ${name} is another one`, async () => {
        const protocol = await networkHelpers.loadFixture(deployed);
        const other = (await ethers.getSigners())[15]?.address ?? "";
        const wired = (await differencesOf({ ...protocol, addresses: { ...protocol.addresses, [name]: other } }))
          .map(({ what }) => what)
          .filter((what) => what.includes("."))
          .filter((what) => !what.startsWith("role of function"))
          .filter((what) => !what.startsWith("bounds of"));

        expect(wired).to.have.members([...expected]);
      });
    }
  });

  it("sees another contract in the place of one", async () => {
    const protocol = await networkHelpers.loadFixture(deployed);
    const { vaultLens, router } = protocol.addresses;
    await networkHelpers.setCode(router, await ethers.provider.getCode(vaultLens));

    expect(await differencesOf(protocol)).to.deep.equal([
      { what: "code of router", expected: "as compiled", found: "another one" },
    ]);
  });

  it("sees that a vault was retired, and what else the directory says of it", async () => {
    const protocol = await networkHelpers.loadFixture(deployed);
    const { directory } = protocol.contracts;
    const { vault } = protocol.addresses;
    const described = directory.interface.encodeFunctionData("describe", [vault, "Another one.", []]);
    await asRole(protocol, "governor", protocol.addresses.directory, described);
    const retired = directory.interface.encodeFunctionData("retire", [vault, "Nobody is in it."]);
    await asRole(protocol, "governor", protocol.addresses.directory, retired);

    const found = (await differencesOf(protocol)).map(({ what, found }) => [what, found]);

    expect(found).to.deep.equal([
      ["directory, the vault", "retired"],
      ["directory, what it is", "Another one."],
      ["directory, companions", ""],
    ]);
  });

  describe("given something that is announced", () => {
    const check = async (protocol: Protocol) => checkDeployment(ethers.provider, protocol);

    it("says what, by whom and from when, until it is taken back", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const { accessManager } = protocol.contracts;
      const stranger = ethers.Wallet.createRandom().address;
      const governor = await ethers.getSigner(protocol.parameters.roles.governor);
      const data = accessManager.interface.encodeFunctionData("grantRole", [ROLES.guardian, stranger, 0]);
      expect(await check(protocol)).to.deep.equal([]);

      await accessManager.connect(governor).schedule(accessManager, data, 0);

      const from = BigInt(await networkHelpers.time.latest()) + 10n * 86_400n;
      const what = `accessManager.grantRole(${ROLES.guardian}, ${stranger}, 0)`;
      expect(await check(protocol)).to.deep.equal([{ what, by: governor.address, from, expired: false }]);

      await networkHelpers.time.increase(17 * DAY);
      expect(await check(protocol)).to.deep.equal([{ what, by: governor.address, from, expired: true }]);

      const guardian = await ethers.getSigner(protocol.parameters.roles.guardian);
      await accessManager.connect(guardian).cancel(governor, accessManager, data);
      expect(await check(protocol)).to.deep.equal([]);
    });

    it("says the bytes where no contract of the list is asked", async () => {
      const protocol = await networkHelpers.loadFixture(deployed);
      const governor = await ethers.getSigner(protocol.parameters.roles.governor);
      const target = ethers.Wallet.createRandom().address;
      await protocol.contracts.accessManager.connect(governor).schedule(target, "0x12345678", 0);

      const [only] = await check(protocol);

      expect(only?.what).to.equal(`${target}: 0x12345678`);
    });
  });
});
