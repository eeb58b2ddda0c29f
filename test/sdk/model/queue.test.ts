import { expect } from "chai";
import { readRequestId, requestIdOf } from "@gpu-yield-vaults/sdk/model";

describe("the id of a request", () => {
  it("names its epoch and its class", () => {
    expect(readRequestId(6n)).to.deep.equal({ epoch: 3n, atAnyPrice: false });
    expect(readRequestId(7n)).to.deep.equal({ epoch: 3n, atAnyPrice: true });
    expect([requestIdOf(3n, false), requestIdOf(3n, true)]).to.deep.equal([6n, 7n]);
  });
});
