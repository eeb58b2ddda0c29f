import { expect } from "chai";
import { allTests, ELSEWHERE, filesOf, OF_CONTRACTS } from "../../scripts/check/testFolders.ts";

describe("the parts of `npm test`", () => {
  it("run each TypeScript test once", () => {
    expect([...filesOf(OF_CONTRACTS), ...filesOf(ELSEWHERE)].sort()).to.deep.equal([...allTests()].sort());
  });
});
