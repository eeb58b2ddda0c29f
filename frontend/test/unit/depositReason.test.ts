import { expect } from "chai";
import { DEPOSIT_STATUS } from "../../src/lib/chain/readVault";
import { delinquencyWords, depositReason } from "../../src/lib/vault/depositReason";

const money = (units: bigint): string => `${units} tUSD`;
const vault = {
  depositStatus: DEPOSIT_STATUS.open as number,
  delinquentValue: 0n,
  restrictedLocked: 0n,
  delinquencyLimitBps: 200,
};

describe("why nobody can deposit", () => {
  it("is nothing while deposits are open", () => {
    expect(depositReason(vault)).to.equal(undefined);
  });

  it("has words of its own for every status that the vault knows, and admits what it does not know", () => {
    const { open, ...shut } = DEPOSIT_STATUS;
    const words = Object.values(shut).map((depositStatus) => depositReason({ ...vault, depositStatus }));
    expect(open).to.equal(0);
    expect(new Set(words).size).to.equal(5);
    expect(depositReason({ ...vault, depositStatus: 99 })).to.equal("Deposits are closed");
  });

  it("tells what is delinquent from what has only to vest", () => {
    const shut = { ...vault, depositStatus: DEPOSIT_STATUS.delinquent };
    expect(depositReason({ ...shut, delinquentValue: 1n, restrictedLocked: 1n })).to.contain("too much is delinquent");
    expect(depositReason({ ...shut, restrictedLocked: 1n })).to.contain("arrears have to vest first");
  });
});

describe("what keeps deposits shut", () => {
  const end =
    "Deposits are open up to 2 % of the NAV, so that nobody who comes in now shares in what " +
    "others waited for. Withdrawals stay open.";

  it("is what is delinquent, what came for it, or both, with the limit", () => {
    expect(delinquencyWords({ ...vault, delinquentValue: 7n }, money)).to.equal(`7 tUSD is delinquent. ${end}`);
    expect(delinquencyWords({ ...vault, restrictedLocked: 5n }, money)).to.equal(
      `5 tUSD was paid for what was delinquent, and has not vested yet. ${end}`,
    );
    expect(delinquencyWords({ ...vault, delinquentValue: 7n, restrictedLocked: 5n }, money)).to.equal(
      `7 tUSD is delinquent; 5 tUSD was paid for what was delinquent, and has not vested yet. ${end}`,
    );
  });
});
