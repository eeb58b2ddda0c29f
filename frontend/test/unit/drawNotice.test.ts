import { expect } from "chai";
import { drawTimes } from "../../src/lib/vault/drawNotice";

const NONE = { low: 0n, until: 0 };
const notice = { isNeeded: true, period: 700, newer: { low: 5n, until: 2_000 }, older: NONE };

describe("when draws may be made", () => {
  it("is always, where no limit is a part of the NAV", () => {
    expect(drawTimes({ ...notice, isNeeded: false }, 1_500)).to.deep.equal({
      ...{ window: undefined, isOpen: true, canGiveNotice: false },
    });
  });

  it("is never, before a notice was given", () => {
    expect(drawTimes({ ...notice, newer: NONE }, 1_500)).to.deep.equal({
      ...{ window: undefined, isOpen: false, canGiveNotice: true },
    });
  });

  it("is one period after the notice, to two", () => {
    const window = { low: 5n, from: 1_300, until: 2_000 };
    expect(drawTimes(notice, 1_299)).to.deep.equal({ window, isOpen: false, canGiveNotice: false });
    expect(drawTimes(notice, 1_300)).to.deep.equal({ window, isOpen: true, canGiveNotice: true });
    expect(drawTimes(notice, 1_999)).to.deep.equal({ window, isOpen: true, canGiveNotice: true });
    expect(drawTimes(notice, 2_000)).to.deep.equal({ window: undefined, isOpen: false, canGiveNotice: true });
  });

  it("is by the older one to its end, then by the newer", () => {
    const both = { ...notice, newer: { low: 4n, until: 2_750 }, older: notice.newer };
    expect(drawTimes(both, 1_999).window).to.deep.equal({ low: 5n, from: 1_300, until: 2_000 });
    expect(drawTimes(both, 1_999).canGiveNotice).to.equal(false);
    expect(drawTimes(both, 2_000).window).to.deep.equal({ low: 4n, from: 2_050, until: 2_750 });
    expect(drawTimes(both, 2_000).isOpen).to.equal(false);
    expect(drawTimes(both, 2_050).isOpen).to.equal(true);
  });
});
