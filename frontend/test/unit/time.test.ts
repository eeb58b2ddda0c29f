import { expect } from "chai";
import { formatDateTime, formatDuration, formatFromNow } from "../../src/lib/format/time";

const DAY = 86_400;

describe("times", () => {
  it("are UTC whatever the machine says", () => {
    expect(formatDateTime(1_763_337_600)).to.equal("17 Nov 2025, 00:00 UTC");
  });

  it("last two units at most", () => {
    expect(formatDuration(12)).to.equal("12 s");
    expect(formatDuration(35 * 60)).to.equal("35 min");
    expect(formatDuration(2 * DAY + 4 * 3600 + 59)).to.equal("2 d 4 h");
    expect(formatDuration(29 * DAY + 3600)).to.equal("29 d");
    expect(formatDuration(5 * 365 * DAY)).to.equal("5 y");
  });

  it("are told from the chain's clock", () => {
    expect(formatFromNow(1_000 + 3 * 3600, 1_000)).to.equal("in 3 h");
    expect(formatFromNow(1_000, 1_000 + DAY)).to.equal("1 d ago");
    expect(formatFromNow(1_000, 1_000)).to.equal("now");
  });
});
