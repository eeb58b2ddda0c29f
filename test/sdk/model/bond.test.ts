import { expect } from "chai";
import { bondNeeded } from "@gpu-yield-vaults/sdk/model";

describe("the bond that a draw needs", () => {
  it("is the part of everything drawn then, rounded up", () => {
    expect(bondNeeded(101n, 500)).to.equal(6n);
    expect(bondNeeded(100n, 500)).to.equal(5n);
    expect(bondNeeded(150n, 0)).to.equal(0n);
  });
});
