import { expect } from "chai";
import type { Story } from "../support/clusterStory.ts";
import { WEAR } from "../support/clusterStory.ts";
import { ExitLine } from "../support/exitLine.ts";
import { unpaidStory } from "../support/lateStory.ts";
import { at, FEE_BPS, LINE, networkHelpers } from "../support/protocol.ts";
import { DAY, HOUR } from "../support/units.ts";

const TENTH = 10n ** 18n;

describe("Story: parameters that change under a request that waits", () => {
  /** A tenth of all shares was requested in good times, and its epoch has closed. */
  async function waiting(change: (story: Story) => Promise<unknown> = () => Promise.resolve()) {
    const story = await unpaidStory(async (before: Story) => {
      const { queue, depositor, settledAt } = before;
      await at(settledAt(1n) + HOUR, () => queue.connect(depositor).requestRedeem(TENTH, depositor, depositor));
      await networkHelpers.time.increaseTo((await queue.epochOf(1n)).end);
      await change(before);
    });
    const settle = async (t: bigint) => {
      const paid = story.law.redeem(t, TENTH);
      await expect(at(t, () => story.queue.connect(story.stranger).settle()))
        .to.emit(story.queue, "EpochSettled")
        .withArgs(1n, TENTH, paid, 0n);
      return paid;
    };
    return { ...story, settleEpoch: settle };
  }

  it("a longer line is followed by who is still waiting when it begins, and by nobody whose line has begun", async () => {
    const { book, curator, law, lateFrom, valueThen, actAt, settleEpoch } = await waiting(({ act, book, curator }) =>
      act(curator, book, "setLineLength", [1n, 180n * DAY]),
    );
    law.line = ExitLine.begin(lateFrom, valueThen, WEAR, 180n * DAY);
    await expect(actAt(lateFrom + 3n * DAY, curator, book, "setLineLength", [1n, LINE]))
      .to.be.revertedWithCustomError(book, "FacilityBook_Late")
      .withArgs(1n, lateFrom);

    const paid = await settleEpoch(lateFrom + 20n * DAY);

    // 20 of 180 days, not 20 of 90.
    expect(paid).to.be.greaterThan((law.assetsDown(lateFrom, TENTH) * 90n) / 100n);
  });

  it("another fee changes nothing that has been requested: it is a line of rent still to come", async () => {
    const { book, vault, governor, feeRecipient, law, lateFrom, actAt, settleEpoch } = await waiting();
    const t = lateFrom + 20n * DAY;

    await actAt(t - HOUR, governor, book, "setFee", [2n * FEE_BPS, feeRecipient.address]);

    expect(await vault.exitPrice()).to.equal(law.exitPriceAt(t - HOUR, 10n ** 12n));
    await settleEpoch(t);
  });

  it("shorter times for reports make nobody late who is not: a deadline that is set stands until the next settlement", async () => {
    const { oracle, book, governor, settledAt, law, lateFrom, reportUntil, settleEpoch, act } = await waiting();
    const { deadline } = await book.facility(1n);
    expect(deadline).to.equal(lateFrom);
    const { window, longWindow } = await oracle.timings();

    await act(governor, oracle, "setTimings", [{ window, longWindow, reportDeadline: HOUR }]);

    expect((await book.facility(1n)).lateSince).to.equal(lateFrom); // ten days' notice: it is late by then, as before
    await reportUntil(settledAt(3n) + HOUR, 3n);
    expect((await book.facility(1n)).lateSince).to.equal(lateFrom);
    expect(law.line?.from).to.equal(lateFrom);
    await settleEpoch(settledAt(3n) + DAY);
  });

  it("an epoch's length and what may be late are for life: no function changes them", async () => {
    const { vault, queue } = await waiting();
    const names = [...vault.interface.fragments, ...queue.interface.fragments].flatMap((fragment) =>
      "stateMutability" in fragment && fragment.stateMutability !== "view" && "name" in fragment
        ? [String(fragment.name)]
        : [],
    );

    expect(names.filter((name) => /late|epoch|length/i.test(name))).to.deep.equal(["turnLateness"]);
    expect(await vault.lateLimitBps()).to.equal(200n);
    expect(await queue.epochLength()).to.equal(7n * DAY);
  });
});
