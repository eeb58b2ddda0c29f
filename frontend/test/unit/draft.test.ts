import { expect } from "chai";
import { draftReason, EMPTY, readDraft } from "../../src/lib/drafts/draft";

describe("a draft", () => {
  it("that is named comes to what its name stands for at each block", () => {
    const draft = { named: "all" } as const;
    const [before, after] = [1_250_500_000n, 1_250_400_000n].map((all) => readDraft(draft, 6, { all }));
    expect(before).to.deep.equal({ text: "1250.5", named: "all", amount: 1_250_500_000n, isEmpty: false });
    expect(after).to.deep.equal({ text: "1250.4", named: "all", amount: 1_250_400_000n, isEmpty: false });
  });

  it("keeps its name while nobody knows what it comes to, and is no less meant", () => {
    const reading = readDraft({ named: "all" }, 6, { all: undefined });
    expect(reading).to.deep.equal({ text: "", named: "all", amount: undefined, isEmpty: false });
    expect(draftReason(reading)).to.equal(undefined);
  });

  it("that is typed comes to what was typed, whatever there is", () => {
    for (const all of [undefined, 0n, 7n]) {
      expect(readDraft({ text: "1250.5" }, 6, { all })).to.deep.equal({
        text: "1250.5",
        amount: 1_250_500_000n,
        isEmpty: false,
      });
    }
  });

  it("says why nothing can be done with it yet", () => {
    expect(draftReason(readDraft(EMPTY, 6, {}))).to.equal("Enter an amount");
    expect(draftReason(readDraft({ text: "0.00" }, 6, {}))).to.equal("Enter an amount");
    expect(draftReason(readDraft({ text: "1,000" }, 6, {}))).to.equal("Correct the amount");
    expect(readDraft({ text: "1,000" }, 6, {}).amount).to.equal(undefined);
  });
});
