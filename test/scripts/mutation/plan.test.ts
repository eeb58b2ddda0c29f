import { expect } from "chai";
import { everyMutant, namedMutants, sampledMutants, type Mutant } from "../../../scripts/check/mutation/plan.ts";
import { reachOf } from "../../../scripts/check/mutation/sources.ts";
import { summarise } from "../../../scripts/check/mutation/summary.ts";
import { TARGETS } from "../../../scripts/check/mutation/targets.ts";
import { judge, type Outcome } from "../../../scripts/check/mutation/verdict.ts";

describe("mutants of the contracts", () => {
  const nameOf = ({ target, name }: Mutant): string => `${target.file} ${name}`;

  it("have a name each, the named rules and the sample among them", () => {
    const mutants = everyMutant();
    const names = new Set(mutants.map(nameOf));
    expect(names.size).to.equal(mutants.length);
    for (const mutant of namedMutants()) expect(names).to.include(nameOf(mutant));
    const places = new Set(mutants.map(({ site }) => site.change));
    for (const { site } of sampledMutants()) expect(places).to.include(site.change);
  });

  it("are in contracts that all of their tests reach", () => {
    for (const { files, tests } of TARGETS) {
      for (const test of tests) expect(reachOf(test)).to.include.members([...files]);
    }
  });
});

describe("the verdict on a mutant", () => {
  const outcomes: readonly (readonly [Outcome, string])[] = [
    ["killed", "  3 passing\n  1 failing\n\n  1) testFuzz_sum(uint256,uint256)\n    Error: sum: 1 != 2\n"],
    ["survived", "  4 passing (12ms)\n"],
    ["does not compile", "TypeError: no such thing\n\nError HHE909: Compilation failed\n"],
    ["no verdict", "out of memory\n"],
  ];
  for (const [outcome, output] of outcomes) {
    it(outcome, () => {
      expect(judge(output).outcome).to.equal(outcome);
    });
  }

  it("names the test that noticed and what it said", () => {
    expect(judge(outcomes[0]?.[1] ?? "").why).to.equal("testFuzz_sum, sum: 1 != 2");
  });

  it("ends in a line of its own, and fails when one survives or a chosen one does not compile", () => {
    const [first] = sampledMutants();
    if (first === undefined) throw new Error("The sample is empty.");
    const sum = (chosen: boolean, ...ends: readonly Outcome[]): ReturnType<typeof summarise> =>
      summarise(
        ends.map((outcome) => ({ outcome, why: "", seconds: 2, mutant: { ...first, chosen } })),
        4,
      );
    expect(sum(true, "killed", "killed")).to.include({ ok: true });
    expect(sum(true, "killed", "survived")).to.include({ ok: false });
    expect(sum(true, "killed", "does not compile")).to.include({ ok: false });
    expect(sum(false, "killed", "does not compile")).to.include({ ok: true });
    expect(sum(false, "does not compile")).to.include({ ok: false });
    expect(sum(false, "killed", "survived", "no verdict", "does not compile").lines).to.deep.equal([
      `${first.target.file}: 1 killed, 2 not, 1 do not compile, 8 s`,
      "4 s in all, 1.0 s each",
      "1 do not compile and count as none",
      "1 killed, 2 not",
    ]);
  });
});
