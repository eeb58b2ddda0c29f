import { createAction, explain, showEvent } from "@gpu-yield-vaults/sdk/actions";
import { expect } from "chai";
import { toHex } from "viem";
import { plainSay } from "@gpu-yield-vaults/sdk/text";
import { account, sampleOf } from "./support/sample.ts";

const SAY = {
  ...plainSay,
  money: (units: bigint) => `${(Number(units) / 1e6).toLocaleString("en-US", { minimumFractionDigits: 2 })} USDC`,
};
const label = (text: string) => toHex(text, { size: 32 });

describe("explain", () => {
  it("says a draw with its amount, cluster and receiver", () => {
    const action = createAction("origination", "draw", {
      cluster: 3n,
      amount: 1_250_000_000_000n,
      receiver: account(7),
    });

    expect(explain(action, SAY)).to.deep.equal({
      what: `Draw 1,250,000.00 USDC for cluster 3, paid to ${account(7)} unless it waits for milestones.`,
      details: [
        { name: "cluster", value: "cluster 3" },
        { name: "amount", value: "1,250,000.00 USDC" },
        { name: "receiver", value: account(7) },
      ],
    });
  });

  it("says bps, parts and yearly rates in percent", () => {
    const setFee = createAction("vault", "setFee", { bps: 1_250, recipient: account(1) });
    const writeDown = createAction("losses", "announceWriteDown", { cluster: 2n, fraction: 2 ** 29 });

    expect(explain(setFee, SAY).what).to.equal(`Take 12.5 % of profit as the fee, for ${account(1)}.`);
    expect(explain(writeDown, SAY).what).to.equal("Announce that 12.5 % of the value of cluster 2 is lost.");
    const { details } = explain(sampleOf({ contract: "origination", name: "approve" }), SAY);
    const rate = details.find(({ name }) => name === "terms.debt.yearlyRate");
    expect(rate?.value).to.equal("0.0000000000000012 % a year");
  });

  it("says lengths and moments in words", () => {
    const timings = createAction("oracle", "setTimings", {
      timings_: { window: 21_600, longWindow: 172_800, reportDeadline: 259_200 },
    });
    const commission = createAction("origination", "commission", { cluster: 1n, inServiceAt: 1_761_609_600 });

    expect(explain(timings, SAY).what).to.equal(
      "Set the challenge window to 6 h, the long one to 2 d, and the report deadline to 3 d, for periods to come.",
    );
    expect(explain(commission, SAY).what).to.equal(
      "Declare cluster 1 in service since 2025-10-28T00:00:00Z, where its first period starts.",
    );
  });

  it("says who a role is, and names in their letters", () => {
    const grant = createAction("accessManager", "grantRole", {
      roleId: 3n,
      account: account(9),
      executionDelay: 0,
    });
    const mark = createAction("drawLimits", "setMark", { model: label("H100-SXM5"), perGpu: 30_000_000_000n });

    const curator = { ...grant, args: { ...grant.args, roleId: 302n, executionDelay: 172_800 } };

    expect(explain(grant, SAY).what).to.equal(`Make ${account(9)} guardian, without delay.`);
    expect(explain(curator, SAY).what).to.equal(`Make ${account(9)} curator of vault 3, with a delay of 2 d.`);
    expect(explain(mark, SAY).what).to.equal("Mark a GPU of H100-SXM5 at 30,000.00 USDC.");
  });

  it("says one of several as one", () => {
    const claim = (...clusters: bigint[]) =>
      explain(createAction("shares", "claimEarnings", { clusters, receiver: account(4) }), SAY).what;

    expect(claim(1n)).to.equal(`Claim all that cluster 1 has earned for the operator, paid to ${account(4)}.`);
    expect(claim(1n, 2n, 5n)).to.equal(
      `Claim all that clusters 1, 2 and 5 have earned for the operator, paid to ${account(4)}.`,
    );
  });

  it("says of a report its hours, energy and seats in people's units", () => {
    const share = sampleOf({ contract: "stakes", name: "shareFee" });
    const report = { ...(share.args.report as object), gpuSecondsSold: 4_424_436_000n, energyWh: 7_654_321n };
    const { details } = explain({ ...share, args: { report, signers: 0b1011n } }, SAY);

    expect(details).to.deep.include({ name: "report.gpuSecondsSold", value: "1,229,010 GPU-hours" });
    expect(details).to.deep.include({ name: "report.energyWh", value: "7654.321 kWh" });
    expect(details).to.deep.include({ name: "signers", value: "seats 0, 1 and 3" });
  });

  it("says which request is asked back", () => {
    const back = createAction("queue", "cancelRedeemRequest", { requestId: 25n, controller: account(2) });

    expect(explain(back, SAY).what).to.equal(
      `Take back what is not settled of the request of ${account(2)} in epoch 12, at any price.`,
    );
  });
});

describe("showEvent", () => {
  it("says what happened with the numbers that it can read", () => {
    const event = {
      contract: "origination",
      name: "Drawn",
      args: { cluster: 3n, amount: 5_000_000n, receiver: account(7), odd: 12n },
    } as const;

    expect(showEvent(event, SAY)).to.equal(`Drawn: cluster 3, amount 5.00 USDC, receiver ${account(7)}, odd 12`);
    expect(showEvent({ contract: "vault", name: "Transfer", args: { value: 5n } }, SAY)).to.equal(
      "Transfer: value 5 units of shares",
    );
    expect(showEvent({ contract: "vault", name: "Paused", args: {} }, SAY)).to.equal("Paused");
  });
});
