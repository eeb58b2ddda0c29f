import { expect } from "chai";
import { choose } from "../../../scripts/check/mutation/selection.ts";
import { idOf } from "../../../scripts/check/mutation/sites.ts";
import { contractOf, sitesIn } from "./broken.ts";

const BODY = "uint256 left = a; if (left > b) revert Above(left); total = left; g(left, b); total = h(left, b);";

describe("mutation sites", () => {
  const sites = sitesIn(contractOf(BODY));

  it("are named by contract, function, operator and number", () => {
    expect(sites.filter(({ operator }) => operator === "drop").map(idOf)).to.deep.equal([
      "C.f: drop 1",
      "C.f: drop 2",
      "C.f: drop 3",
    ]);
  });

  it("keep their names when a variable is renamed, the layout changes, or another function comes first", () => {
    const renamed = contractOf(BODY.replaceAll("left", "remainder").replaceAll("; ", ";\n    // so\n\n    "));
    const moved = renamed.replace("function f(", "function before() external { g(1); } function f(");
    const names = sites.map(idOf);
    expect(sitesIn(renamed).map(idOf)).to.deep.equal(names);
    expect(
      sitesIn(moved)
        .map(idOf)
        .filter((id) => id.startsWith("C.f:")),
    ).to.deep.equal(names);
  });

  it("tell functions of the same name apart", () => {
    const twice = sitesIn("library L { function f() internal { g(); } function f(uint256 a) internal { g(a); } }");
    expect(new Set(twice.map(({ member }) => member))).to.deep.equal(new Set(["L.f", "L.f#2"]));
  });

  it("are chosen by number, or by what their statement mentions", () => {
    expect(idOf(choose(sites, ["C.f", "drop"]))).to.equal("C.f: drop 1");
    expect(idOf(choose(sites, ["C.f", "drop", 3]))).to.equal("C.f: drop 3");
    expect(idOf(choose(sites, ["C.f", "drop", "g"]))).to.equal("C.f: drop 2");
    expect(idOf(choose(sites, ["C.f", "drop", ["total", 2]]))).to.equal("C.f: drop 3");
    expect(idOf(choose(sites, ["C.f", "guard", "Above"]))).to.equal("C.f: guard 1");
  });

  it("are never chosen in silence: what is gone, ambiguous or a variable's name is refused", () => {
    expect(() => choose(sites, ["C.gone", "drop"])).to.throw("C.gone is gone");
    expect(() => choose(sites, ["C.f", "drop", 4])).to.throw("C.f: drop 4 is not there: 3 are.");
    expect(() => choose(sites, ["C.f", "guard", "Below"])).to.throw("C.f: guard of Below 1 is not there");
    expect(() => choose(sites, ["C.f", "drop", "total"])).to.throw("C.f: drop of total is there 2 times: say which.");
    expect(() => choose(sites, ["C.f", "drop", "left"])).to.throw("C.f: drop of left 1 is not there");
  });
});
