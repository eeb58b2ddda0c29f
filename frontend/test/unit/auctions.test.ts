import { expect } from "chai";
import { bidUnitOf, bidWords } from "../../src/lib/auctions/bid";
import { keepSeal, makeSeal, readSeal, sealBehind, sealHash, sealText } from "../../src/lib/auctions/seals";
import type { Token } from "../../src/lib/chain/readTokens";

const asset = { decimals: 6, symbol: "tUSD" } as Token;
const place = { chainId: 31337, contract: "0x1111111111111111111111111111111111111111" } as const;
const bid = { auction: 1n, bidder: "0x2222222222222222222222222222222222222222", bid: 975n * 10n ** 14n } as const;

/** A browser's memory, with what is in it. */
function storeOf(kept: Record<string, string> = {}) {
  const items = new Map(Object.entries(kept));
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

describe("a bid", () => {
  it("is told in the unit of the term that it becomes", () => {
    expect(bidWords(975n * 10n ** 14n, bidUnitOf(1, asset))).to.equal("9.75 % a year, on what is outstanding");
    expect(bidWords(41_250_500_000n, bidUnitOf(2, asset))).to.equal("41,250.50 tUSD rent a period");
    expect(bidWords(8_050n, bidUnitOf(0, asset))).to.equal("80.50 % of the residual goes to the vault");
  });
});

describe("a seal", () => {
  it("has a salt of its own each time, so that equal bids look unlike", () => {
    const [one, other] = [makeSeal(bid), makeSeal(bid)];
    expect(one.salt).to.match(/^0x[0-9a-f]{64}$/);
    expect(sealHash(place, one)).to.not.equal(sealHash(place, other));
  });

  it("is found by its hash in the browser that made it, beside others, and in no other", () => {
    const store = storeOf();
    const seals = [makeSeal(bid), makeSeal({ ...bid, bid: 1n })];
    for (const seal of seals) keepSeal(store, place, seal);
    for (const seal of seals) expect(sealBehind(store, sealHash(place, seal))).to.deep.equal(seal);
    expect(sealBehind(storeOf(), sealHash(place, makeSeal(bid)))).to.equal(undefined);
    expect(sealBehind(storeOf({ "bid-seals": "not JSON" }), sealHash(place, makeSeal(bid)))).to.equal(undefined);
  });

  it("comes back from its file, and from nothing that is none", () => {
    const seal = makeSeal(bid);
    const text = sealText(seal);
    expect(readSeal(text)).to.deep.equal(seal);
    for (const wrong of ["", "[]", "null", text.replace(seal.salt, "0x12"), text.replace('"1"', '"-1"')]) {
      expect(readSeal(wrong), wrong).to.equal(undefined);
    }
  });
});
