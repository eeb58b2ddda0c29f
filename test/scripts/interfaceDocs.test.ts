import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { GUARDED_KEYS, PROTOCOL, type GuardedKey } from "@gpu-yield-vaults/sdk/protocol";
import type { Role } from "@gpu-yield-vaults/sdk/roles";
import { callersIn, gapsIn, type Caller } from "../../scripts/check/interfaceDocs.ts";

const FOLDER = "contracts/interfaces";

/** What declares a part of a contract's functions beside the interface of its name. */
const SHARED: Partial<Record<GuardedKey, string>> = {
  workouts: "ILossClaims",
};

/** What the notice of a role's function opens with. */
const SPOKEN: Readonly<Record<Exclude<Role, "admin" | "removal">, Caller>> = {
  governor: "Governor, with its delay",
  curator: "Curator, with its delay",
  guardian: "Guardian",
  arbiter: "Arbiter",
  contradictions: "Contradictions only",
  slasher: "Slashers only",
  disputes: "Disputes only",
  originator: "Originators",
  custodian: "Custodians only",
  limiter: "Draw limits only",
  tightener: "Tighteners",
  registrar: "Registrar, with its delay",
  announcer: "Announcers",
  canceller: "Cancellers",
};

describe("the NatSpec of the interfaces", () => {
  for (const file of readdirSync(FOLDER)) {
    if (!file.endsWith(".sol")) continue;
    it(`leaves nothing unsaid: ${file}`, () => {
      const gaps = gapsIn(`${FOLDER}/${file}`, readFileSync(`${FOLDER}/${file}`, "utf8"));

      expect(gaps.map(({ file, line, rule }) => `${file}:${line}: ${rule}`)).to.deep.equal([]);
    });
  }

  for (const target of GUARDED_KEYS) {
    if (target === "accessManager") continue; // OpenZeppelin's
    it(`names the roles that the deployment gives: ${target}`, () => {
      const files = [`I${PROTOCOL[target].contract}`, SHARED[target]].map((name) => `${FOLDER}/${name}.sol`);
      const said = files.filter(existsSync).flatMap((file) => [...callersIn(readFileSync(file, "utf8"))]);
      const roles = Object.entries(PROTOCOL[target].roles) as [keyof typeof SPOKEN, readonly string[]][];

      const given = roles.flatMap(([role, functions]) => functions.map((name) => [name, SPOKEN[role]]));

      const spoken: readonly (Caller | undefined)[] = Object.values(SPOKEN);
      expect(said.filter(([, caller]) => spoken.includes(caller))).to.have.deep.members(given);
    });
  }
});

describe("the check of the NatSpec", () => {
  const GOOD = `
    /// @notice Something good.
    interface IGood {
        /// @notice It was done.
        event Done(uint256 amount);
        /// @notice It can't be done.
        error Good_CannotBeDone();
        /// @notice Guardian, while it is open: does it, and says
        ///         what came of it.
        /// @param amount Base units
        /// @return taken Base units
        function act(uint256 amount) external returns (uint256 taken);
        /// @notice How much, and until when.
        /// @return Base units
        /// @return Unix seconds
        function state() external view returns (uint256, uint40);
    }`;

  const rulesOf = (source: string): string[] => gapsIn("IGood.sol", source).map(({ rule }) => rule);
  const without = (text: string, instead = "///"): string => {
    expect(GOOD).to.contain(text);
    return GOOD.replace(text, instead);
  };

  it("finds nothing where everything is said", () => {
    expect(gapsIn("IGood.sol", GOOD)).to.deep.equal([]);
  });

  it("names file and line, also behind characters of several bytes", () => {
    const source = without("It was done.", "⌊It was done⌋");

    expect(gapsIn("IGood.sol", source)).to.deep.equal([
      { file: "IGood.sol", line: 5, rule: "event Done has no sentence that says what it is" },
    ]);
  });

  it("asks an interface, an event, an error and a function for a sentence", () => {
    expect(rulesOf(without("/// @notice Something good."))).to.have.lengthOf(1);
    expect(rulesOf(without("/// @notice It was done."))).to.have.lengthOf(1);
    expect(rulesOf(without("/// @notice It can't be done."))).to.have.lengthOf(1);
    expect(rulesOf(without("/// @notice How much, and until when.", "/// @dev How much."))).to.have.lengthOf(1);
  });

  it("asks for every @param", () => {
    const rule = "function act says nothing of its @param amount";
    expect(rulesOf(without("/// @param amount Base units"))).to.deep.equal([rule]);
    expect(rulesOf(without("@param amount Base units", "@param amount"))).to.deep.equal([rule]);
  });

  it("asks for every @return, named or not", () => {
    const unnamed = "function state says nothing of its @return 2 of 2";
    expect(rulesOf(without("/// @return taken Base units"))).to.deep.equal([
      "function act says nothing of its @return taken",
    ]);
    expect(rulesOf(without("/// @return Unix seconds"))).to.deep.equal([unnamed]);
  });

  it("asks who may call what changes anything, and does not ask a view", () => {
    const silent = `function act does not open with who may call it ("Anyone: …", "Guardian: …")`;
    expect(rulesOf(without("Guardian, while it is open: does", "Does"))).to.deep.equal([silent]);
    expect(rulesOf(without("Guardian, while", "Somebody, while"))).to.deep.equal([silent]);
  });

  it("reads who may call, with or without a condition", () => {
    expect([...callersIn(GOOD)]).to.deep.equal([["act", "Guardian"]]);
    expect([...callersIn(without("Guardian, while it is open: does", "Guardian: does"))]).to.deep.equal([
      ["act", "Guardian"],
    ]);
  });

  it("refuses what the compiler cannot read", () => {
    expect(() => gapsIn("IGood.sol", "interface {")).to.throw("ParserError");
  });
});
