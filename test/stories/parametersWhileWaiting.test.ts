import { expect } from "chai";
import { monthlyStory, SHARE_UNIT, type Story } from "../support/clusterStory.ts";
import { tickUp } from "../support/facilityCurve.ts";
import { unpaidStory } from "../support/delinquencyStory.ts";
import {
  at,
  FEE_BPS,
  LONG_WINDOW,
  MARKDOWN,
  networkHelpers,
  REPORT_DEADLINE,
  REPORTING_DELAY,
  TICK,
  WINDOW,
} from "../support/protocol.ts";
import { firstRequestOf } from "../support/requestIds.ts";
import { DAY, HOUR } from "../support/units.ts";

const TENTH = 10n ** 18n;

describe("Story: parameters that change under a request that waits", () => {
  /** A tenth of all shares was requested in good times, and its epoch has closed. */
  async function waiting() {
    const story = await unpaidStory(async (before: Story) => {
      const { queue, depositor, settledAt } = before;
      await at(settledAt(1n) + HOUR, () =>
        queue.connect(depositor).requestRedeemAtAnyPrice(TENTH, depositor, depositor),
      );
      await networkHelpers.time.increaseTo((await queue.epochOf(await firstRequestOf(queue, depositor))).end);
    });
    const id = await firstRequestOf(story.queue, story.depositor);
    const settle = async (t: bigint) => {
      const paid = story.law.redeem(t, TENTH);
      await expect(at(t, () => story.queue.connect(story.stranger).settle()))
        .to.emit(story.queue, "EpochSettled")
        .withArgs(id, TENTH, paid, 0n);
    };
    return { ...story, settleEpoch: settle };
  }

  it("another fee changes nothing that has been requested: it is a part of rent still to come", async () => {
    const { vault, governor, feeRecipient, law, delinquentFrom, actAt, holds, settleEpoch } = await waiting();
    const t = delinquentFrom + 20n * DAY;
    const before = law.exitPriceAt(t - HOUR, SHARE_UNIT);
    law.setFee(t - HOUR, 2n * FEE_BPS);

    await actAt(t - HOUR, governor, vault, "setFee", [2n * FEE_BPS, feeRecipient.address]);

    expect(law.exitPriceAt(t - HOUR, SHARE_UNIT)).to.equal(before);
    await holds(t - HOUR);
    await settleEpoch(t);
  });

  it("shorter times for reports make nobody late: a deadline stands until the next settlement", async () => {
    const { oracle, shares, lens, governor, stranger, settledAt, delinquentFrom, reportUntil, settleEpoch, act } =
      await waiting();
    expect((await lens.facility(1n)).deadline).to.equal(delinquentFrom);
    const { window, longWindow } = await oracle.timings();

    await act(governor, oracle, "setTimings", [{ window, longWindow, reportDeadline: HOUR }]);
    await expect(shares.connect(stranger).refreshReportingDelay())
      .to.emit(shares, "ReportingDelayChanged")
      .withArgs(REPORTING_DELAY, HOUR + LONG_WINDOW);

    // Ten days' notice: it is late by then, as before.
    expect((await lens.facility(1n)).delinquentSince).to.equal(delinquentFrom);
    await reportUntil(settledAt(3n) + HOUR, 3n);
    expect((await lens.facility(1n)).delinquentSince).to.equal(delinquentFrom);
    await settleEpoch(settledAt(3n) + DAY);
  });

  it("longer times give the next period more, once the manager reckons with them, and this one nothing", async () => {
    const story = await monthlyStory();
    const { oracle, shares, lens, governor, facility, act } = story;
    const longer = { window: WINDOW, longWindow: LONG_WINDOW, reportDeadline: 2n * REPORT_DEADLINE };
    await act(governor, oracle, "setTimings", [longer]);
    await shares.refreshReportingDelay();
    expect((await lens.facility(1n)).deadline).to.equal(facility.deadline);

    const report = await story.report(1n);
    await story.payIn(1n, report.gross);
    await at(story.settledAt(1n), () => shares.settle(1n));

    const { deadline } = await lens.facility(1n);
    expect(deadline).to.equal(tickUp(story.startOf(3n) + REPORTING_DELAY + REPORT_DEADLINE));
  });

  it("an epoch's length, what may be delinquent or unrealised, and a markdown's length are for life", async () => {
    const { vault, queue } = await waiting();
    const names = [...vault.interface.fragments, ...queue.interface.fragments].flatMap((fragment) =>
      "stateMutability" in fragment && fragment.stateMutability !== "view" && "name" in fragment
        ? [String(fragment.name)]
        : [],
    );

    expect(names).to.include.members(["setFee", "setCap", "serveRequests", "cancelRedeemRequest"]);
    expect(
      names.filter((name) => /late|limit|tolerance|delinquent|epoch|length|markdown|tick/i.test(name)),
    ).to.deep.equal([]);
    const { delinquencyLimitBps, toleranceBps, markdownPeriod, tick } = await vault.settings();
    expect([delinquencyLimitBps, toleranceBps, markdownPeriod, tick]).to.deep.equal([200n, 50n, MARKDOWN, TICK]);
    expect(await queue.epochLength()).to.equal(7n * DAY);
  });
});
