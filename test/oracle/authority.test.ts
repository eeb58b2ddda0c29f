import { expect } from "chai";
import type { Addressable, BaseContract } from "ethers";
import {
  DAY,
  ethers,
  H100,
  H100_BOUNDS,
  LONG_WINDOW,
  networkHelpers,
  plainStatement,
  REPORT_DEADLINE,
  type Statement,
  WINDOW,
} from "../support/statementFixture.ts";

const given = plainStatement;

const TIMINGS = { window: WINDOW, longWindow: LONG_WINDOW, reportDeadline: REPORT_DEADLINE };

/** A report of nothing. */
const ZERO = {
  cluster: 1n,
  period: 1n,
  revision: 1n,
  reporterSet: 1n,
  clusterVersion: 1n,
  start: 0n,
  end: 1n,
  gpuSecondsAvailable: 0n,
  gpuSecondsSold: 0n,
  gross: 0n,
  energyWh: 0n,
  energyCost: 0n,
  otherOpex: 0n,
  evidenceRoot: ethers.ZeroHash,
};

/** Every restricted function on the statement side, who may call it, and after how long. */
const RESTRICTED: readonly {
  target: "registry" | "quorum" | "bounds" | "oracle";
  name: string;
  role: "governor" | "curator" | "guardian" | "arbiter" | "contradictions" | "disputes";
  delay: bigint;
  args: (statement: Statement) => readonly unknown[];
}[] = [
  {
    target: "registry",
    name: "register",
    role: "curator",
    delay: 2n * DAY,
    args: ({ facts, holder }) => [facts, holder.address],
  },
  {
    target: "quorum",
    name: "setReporters",
    role: "governor",
    delay: 10n * DAY,
    args: ({ reporters }) => [reporters.map(({ address }) => address), 3, []],
  },
  {
    target: "quorum",
    name: "setStakes",
    role: "governor",
    delay: 10n * DAY,
    args: () => [ethers.ZeroAddress],
  },
  {
    target: "quorum",
    name: "eject",
    role: "contradictions",
    delay: 0n,
    args: ({ reporters }) => [reporters[0].address],
  },
  { target: "bounds", name: "setBounds", role: "governor", delay: 10n * DAY, args: () => [H100, H100_BOUNDS] },
  { target: "bounds", name: "setPriceJump", role: "governor", delay: 10n * DAY, args: () => [1_000] },
  {
    target: "oracle",
    name: "setBounds",
    role: "governor",
    delay: 10n * DAY,
    args: ({ bounds }) => [bounds.target],
  },
  { target: "oracle", name: "setTimings", role: "governor", delay: 10n * DAY, args: () => [TIMINGS] },
  { target: "oracle", name: "uphold", role: "governor", delay: 10n * DAY, args: () => [1, 1] },
  {
    target: "oracle",
    name: "migrate",
    role: "governor",
    delay: 10n * DAY,
    args: ({ inServiceAt }) => [1, 2, inServiceAt],
  },
  { target: "oracle", name: "reportZero", role: "governor", delay: 10n * DAY, args: () => [ZERO] },
  { target: "oracle", name: "veto", role: "guardian", delay: 0n, args: () => [1, 1] },
  { target: "oracle", name: "vetoAgain", role: "arbiter", delay: 0n, args: () => [1, 1] },
  { target: "oracle", name: "dispute", role: "disputes", delay: 0n, args: () => [1, 1, 1] },
  { target: "oracle", name: "contest", role: "contradictions", delay: 0n, args: () => [1, 1, 0, ethers.ZeroHash] },
  { target: "oracle", name: "endDispute", role: "disputes", delay: 0n, args: () => [1, 1, true] },
];

/** Functions that change something and are meant for anyone, or ask by themselves who calls. */
const OPEN = {
  registry: [
    "assign",
    "commission",
    "manage",
    "pledge",
    "retire",
    "retireGpus",
    "approve",
    "setApprovalForAll",
    "transferFrom",
    "safeTransferFrom",
    "setAuthority",
  ],
  quorum: ["refresh", "setAuthority"],
  bounds: ["setAuthority"],
  oracle: ["submit", "submitMany", "admit", "markMissed", "finalize", "setAuthority"],
};

describe("Authority over the statement side (42)", () => {
  for (const { target, name, role, delay, args } of RESTRICTED) {
    describe(`${target}.${name}`, () => {
      it(`answers to the ${role} only`, async () => {
        const statement = await given();
        const { manager, governor, curator, guardian, arbiter, operator, holder, stranger, reporters } = statement;
        const contract: BaseContract = statement[target];
        const data = contract.interface.encodeFunctionData(name, args(statement));
        const people = { governor, curator, guardian, arbiter, operator, holder, stranger };
        const callers = { ...people, deployer: statement.deployer, reporter: reporters[0] };

        for (const [who, caller] of Object.entries(callers)) {
          if (who === role) continue;
          await expect(caller.sendTransaction({ to: contract.target, data }), who)
            .to.be.revertedWithCustomError(statement.oracle, "AccessManagedUnauthorized")
            .withArgs(caller.address);
          await expect(manager.connect(caller).schedule(contract, data, 0), who).to.be.revertedWithCustomError(
            manager,
            "AccessManagerUnauthorizedCall",
          );
        }
      });

      if (delay > 0n) {
        it(`waits ${delay / DAY} days, and the guardian can cancel it meanwhile (46)`, async () => {
          const statement = await given();
          const { manager, governor, curator, guardian } = statement;
          const contract: BaseContract = statement[target];
          const caller = role === "curator" ? curator : governor;
          const data = contract.interface.encodeFunctionData(name, args(statement));
          const id = await manager.hashOperation(caller, contract, data);

          await expect(caller.sendTransaction({ to: contract.target, data }))
            .to.be.revertedWithCustomError(manager, "AccessManagerNotScheduled")
            .withArgs(id);
          await manager.connect(caller).schedule(contract, data, 0);
          const scheduledAt = BigInt(await networkHelpers.time.latest());
          await networkHelpers.time.setNextBlockTimestamp(scheduledAt + delay - 1n);
          await expect(caller.sendTransaction({ to: contract.target, data }))
            .to.be.revertedWithCustomError(manager, "AccessManagerNotReady")
            .withArgs(id);
          await manager.connect(guardian).cancel(caller, contract, data);
          await networkHelpers.time.increase(delay);
          await expect(caller.sendTransaction({ to: contract.target, data }))
            .to.be.revertedWithCustomError(manager, "AccessManagerNotScheduled")
            .withArgs(id);
        });
      } else {
        it("needs no delay", async () => {
          const statement = await given();
          const { manager, guardian, arbiter, contradictions, disputes } = statement;
          const contract: BaseContract = statement[target];
          const selector = contract.interface.getFunction(name)?.selector ?? "";
          const holders: Partial<Record<typeof role, Addressable>> = { guardian, arbiter, contradictions, disputes };
          const caller = (await holders[role]?.getAddress()) ?? "";

          expect(await manager.canCall(caller, contract, selector)).to.deep.equal([true, 0n]);
        });
      }
    });
  }

  it("is complete: every function that writes is listed here, restricted or open", async () => {
    const statement = await given();

    for (const target of ["registry", "quorum", "bounds", "oracle"] as const) {
      const contract: BaseContract = statement[target];
      const writing = new Set<string>();
      contract.interface.forEachFunction(({ name, constant }) => {
        if (!constant) writing.add(name);
      });
      const listed = [
        ...RESTRICTED.filter((entry) => entry.target === target).map(({ name }) => name),
        ...OPEN[target],
      ];

      expect([...writing].sort()).to.deep.equal(listed.sort());
    }
  });

  it("can't be handed on by anyone but itself", async () => {
    const { governor, oracle, quorum, bounds, registry, stranger } = await given();

    for (const contract of [oracle, quorum, bounds, registry]) {
      await expect(contract.connect(governor).setAuthority(stranger))
        .to.be.revertedWithCustomError(contract, "AccessManagedUnauthorized")
        .withArgs(governor.address);
    }
    expect(await oracle.isConsumingScheduledOp()).to.equal(ethers.ZeroHash.slice(0, 10));
  });
});
