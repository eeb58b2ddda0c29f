import type { InputContext } from "@gpu-yield-vaults/sdk/inputs";
import { askedBy, verbsOf } from "@gpu-yield-vaults/sdk/inputs";
import type { PendingAction, RoleView } from "@gpu-yield-vaults/sdk/read";
import { expect } from "chai";
import { toFunctionSelector, type Address } from "viem";
import { blankOf, labelOf, readFields, type Written } from "../../src/lib/governance/fields";
import { functionName } from "../../src/lib/governance/functionName";
import { officesOf } from "../../src/lib/governance/offices";
import { delayNow, holds, mayCancel, vaultNumber } from "../../src/lib/governance/rights";
import { OFFICES, sendersOf } from "../../src/lib/governance/senders";
import { verbGroups, verbTitle } from "../../src/lib/governance/verbGroups";

const [VAULT, GOVERNOR, CURATOR, GUARDIAN, STRANGER] = Array.from(
  { length: 5 },
  (_, index): Address => `0x${`${index + 1}`.repeat(40)}`,
) as [Address, Address, Address, Address, Address];
const NOW = 1_800_000_000;

const by: InputContext = {
  units: { symbol: "tUSD", decimals: 6, shareSymbol: "gpuUSD", shareDecimals: 12 },
  addresses: { vault: VAULT },
  sender: CURATOR,
};

function role(id: bigint, guardian: bigint, members: readonly Address[], functions: readonly string[] = []): RoleView {
  return {
    id,
    label: undefined,
    admin: 0n,
    guardian,
    grantDelay: 0,
    members: members.map((account) => ({ account, since: NOW - 1, delay: 0, nextDelay: undefined })),
    functions: functions.map((signature) => ({ target: VAULT, selector: toFunctionSelector(signature) })),
  };
}

const ROLES = [
  role(0n, 0n, [GOVERNOR]),
  role(1n, 3n, [GOVERNOR], ["setCap(uint32)"]),
  role(3n, 0n, [GUARDIAN]),
  role(102n, 103n, [CURATOR], ["unpause()"]),
  role(103n, 0n, [], ["pause()"]),
  role(110n, 103n, [GUARDIAN, CURATOR], ["lowerCap(uint32)"]),
];

describe("fields of an action", () => {
  const approve = { contract: "origination", name: "approve" } as const;
  const blank = Object.fromEntries(askedBy(approve).map((each) => [each.name, blankOf(each)]));
  const terms = {
    ...(blank.terms as Record<string, Written>),
    form: "lease",
    operator: "sender",
    amount: "1000000",
    vaultShareBps: "80%",
    reserveTarget: "0",
    inServiceBy: "2027-02-01T00:00:00Z",
    paymentGrace: "5d",
    bondBps: "2.5%",
  };

  it("are one for each value, in groups, with as many as a list has", () => {
    expect(blank.cluster).to.equal("");
    const { covenants } = blank.terms as Record<string, Record<string, Written>>;
    expect(covenants?.coverageBps).to.deep.equal(["", "", ""]);
  });

  it("that are empty are no problem, and no action either", () => {
    expect(readFields(approve, blank, by)).to.deep.equal({ problems: new Map() });
  });

  it("come to an action once all are filled that have to be; a group that is left empty is none of it", () => {
    const { action, problems } = readFields(approve, { cluster: "7", terms }, by);
    expect(problems.size).to.equal(0);
    expect(action?.args.cluster).to.equal(7n);
    expect(action?.args.terms).to.deep.include({
      form: 2,
      operator: CURATOR,
      amount: 1_000_000_000_000n,
      vaultShareBps: 8_000,
      paymentGrace: 432_000,
      milestones: { orderedBps: 0, deliveredBps: 0 },
    });
  });

  it("that can't be read say why in their place, and stop the action", () => {
    const reading = readFields(approve, { cluster: "7", terms: { ...terms, amount: "1,250" } }, by);
    expect(reading.action).to.equal(undefined);
    expect([...reading.problems]).to.deep.equal([
      [
        "terms.amount",
        "Amount 1,250 is no number as it is written here. It can be read as 1250. It can be read as 1.250. " +
          "Write digits and one point.",
      ],
    ]);
  });

  it("of which one group is begun have to be filled in that group", () => {
    const milestones = { orderedBps: "30%", deliveredBps: "" };
    expect(readFields(approve, { cluster: "7", terms: { ...terms, milestones } }, by).action).to.equal(undefined);
  });

  it("know the vault by themselves where a function asks for it", () => {
    const retire = { contract: "directory", name: "retire" } as const;
    expect(readFields(retire, { why: "over" }, by).action?.args).to.deep.equal({ vault: VAULT, why: "over" });
  });

  it("are called as people read them", () => {
    expect(["terms.vaultShareBps", "reporters_", "terms.covenants.coverageBps.1", "bps"].map(labelOf)).to.deep.equal([
      "Vault share",
      "Reporters",
      "Coverage 2",
      "Bps",
    ]);
  });
});

describe("rights", () => {
  const announced = (signature: string, caller: Address): PendingAction => ({
    operationId: "0x01",
    caller,
    target: VAULT,
    contract: "vault",
    data: toFunctionSelector(signature),
    call: undefined,
    readyAt: NOW + 1,
    expiresAt: NOW + 2,
    announced: { block: 1n, transaction: "0x02" },
    status: "waiting",
  });

  it("to cancel are its announcer's, its role's guardian's and the admin's, and nobody else's", () => {
    const may = (account: Address) => mayCancel(ROLES, announced("setCap(uint32)", STRANGER), account, NOW);
    expect([STRANGER, GUARDIAN, GOVERNOR, CURATOR].map(may)).to.deep.equal([true, true, true, false]);
  });

  it("of a vault's role are its own guardian's, not the protocol's", () => {
    expect(mayCancel(ROLES, announced("unpause()", CURATOR), GUARDIAN, NOW)).to.equal(false);
  });

  it("count from the second on that they were given for", () => {
    const [admin] = ROLES;
    expect(holds(admin, GOVERNOR, NOW - 2)).to.equal(false);
    expect(holds(admin, GOVERNOR, NOW - 1)).to.equal(true);
  });

  it("have the delay of now, where it was going to change", () => {
    const member = { account: CURATOR, since: 1, delay: 60, nextDelay: { delay: 5, from: NOW } };
    expect([delayNow(member, NOW - 1), delayNow(member, NOW)]).to.deep.equal([60, 5]);
  });

  it("tell the vault's number, and none where no role is named for it", () => {
    expect([vaultNumber(ROLES, VAULT), vaultNumber(ROLES, STRANGER)]).to.deep.equal([1, 0]);
  });
});

describe("who sends", () => {
  const lowerCap = { contract: "vault", name: "lowerCap" } as const;

  it("is who is connected, then who is in office, of those whom the authority lets", () => {
    expect(sendersOf(lowerCap, "curator", ROLES, 1, undefined)).to.deep.equal([CURATOR, GUARDIAN]);
    expect(sendersOf(lowerCap, "curator", ROLES, 1, GUARDIAN)).to.deep.equal([GUARDIAN, CURATOR]);
    expect(sendersOf(lowerCap, "curator", ROLES, 1, STRANGER)).to.deep.equal([CURATOR, GUARDIAN]);
  });

  it("is nobody where nobody holds the role", () => {
    expect(sendersOf({ contract: "vault", name: "pause" }, "guardian", ROLES, 1, GUARDIAN)).to.deep.equal([]);
  });
});

describe("offices", () => {
  it("are the protocol's four and the vault's two, by the ids of their roles", () => {
    expect(officesOf(3).map(({ role: id }) => id)).to.deep.equal([1n, 15n, 3n, 4n, 302n, 303n]);
  });

  it("have verbs in groups with plain names, each in one", () => {
    for (const office of OFFICES) {
      const groups = verbGroups(verbsOf(office));
      for (const [about] of groups) expect(about).to.match(/^[A-Z]/);
      expect(groups.flatMap(([, members]) => members)).to.have.length(verbsOf(office).length);
    }
    expect(verbTitle("announce-write-down")).to.equal("Announce write down");
  });

  it("call functions by their names, and unknown ones by their selectors", () => {
    expect(functionName(toFunctionSelector("setCap(uint32)"))).to.equal("setCap");
    expect(functionName("0x00000000")).to.equal("0x00000000");
  });
});
