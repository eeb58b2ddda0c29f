import { askedBy, InputError, parseParts, parseSingle, verbsOf, type InputContext } from "@gpu-yield-vaults/sdk/inputs";
import type { SingleKind } from "@gpu-yield-vaults/sdk/actions";
import { expect } from "chai";
import { zeroAddress } from "viem";

const VAULT = "0x1111111111111111111111111111111111111111";
const SENDER = "0x2222222222222222222222222222222222222222";

const by: InputContext = {
  units: { symbol: "USDC", decimals: 6, shareSymbol: "gpuUSD", shareDecimals: 12 },
  addresses: { vault: VAULT },
  sender: SENDER,
};

const read = (kind: SingleKind, text: string, type = "uint256") => parseSingle("Field", kind, text, { type }, by);

function refusal(act: () => unknown): Pick<InputError, "message" | "facts" | "next"> {
  try {
    act();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { message, facts, next } = error;
    return { message, facts, next };
  }
  throw new Error("it was taken");
}

describe("what people write", () => {
  it("is read by its kind, into the type of its parameter", () => {
    expect(read("money", "1250000.50")).to.equal(1_250_000_500_000n);
    expect(read("wholeMoney", "5000000", "uint32")).to.equal(5_000_000);
    expect(read("length", "2d6h", "uint32")).to.equal(194_400);
    expect(read("bps", "12.5%", "uint16")).to.equal(1_250);
    expect(read("fraction", "50%", "uint32")).to.equal(2 ** 31);
    expect(read("moment", "2026-01-31T00:00:00Z", "uint40")).to.equal(1_769_817_600);
    expect(read("role", "curator:2", "uint64")).to.equal(202n);
    expect(read("form", "revenue-share", "uint8")).to.equal(0);
    expect(read("yesNo", "no", "bool")).to.equal(false);
    expect(read("account", "vault", "address")).to.equal(VAULT);
    expect(read("account", "none", "address")).to.equal(zeroAddress);
    expect(read("sender", "sender", "address")).to.equal(SENDER);
  });

  it("is not guessed at: what can be read in two ways is refused with both", () => {
    expect(refusal(() => read("money", "1,250"))).to.deep.equal({
      message: "Field 1,250 is no number as it is written here.",
      facts: ["it can be read as 1250", "it can be read as 1.250"],
      next: "write digits and one point.",
    });
  });

  it("is refused with what was expected", () => {
    const words = (kind: SingleKind, text: string, type?: string) => refusal(() => read(kind, text, type)).message;
    expect(words("money", "0.1234567")).to.equal("Field 0.1234567: a number with 6 decimals at the most is needed.");
    expect(words("wholeMoney", "4294967296", "uint32")).to.equal("Field 4294967296: a smaller number is needed.");
    expect(words("bps", "0.001%", "uint16")).to.equal("Field 0.001%: a percentage with fewer decimals is needed.");
    expect(words("account", "0x12", "address")).to.contain("an address, or what the list of contracts calls one");
    // An address whose letters were mistyped.
    expect(words("account", "0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "address")).to.contain("an address");
  });

  it("may leave a group of terms out, and no field of one that it has", () => {
    const terms = askedBy({ contract: "origination", name: "approve" }).find(({ name }) => name === "terms");
    if (!terms) throw new Error("approve has no terms");
    const given = {
      form: "revenue-share",
      operator: "sender",
      amount: "8000000",
      vaultShareBps: "100%",
      reserveTarget: "0",
      inServiceBy: "2026-01-31T00:00:00Z",
      paymentGrace: "5d",
      bondBps: "0%",
    };

    const value = parseParts("terms", terms.kind, given, terms.parameter, by);

    expect(value).to.deep.include({ amount: 8_000_000_000_000n, milestones: { orderedBps: 0, deliveredBps: 0 } });
    const without = { ...given, amount: undefined };
    expect(refusal(() => parseParts("terms", terms.kind, without, terms.parameter, by)).message).to.equal(
      "terms.amount is missing.",
    );
  });
});

describe("what a party may do", () => {
  it("is a list of verbs, each of one contract but for what both managers do", () => {
    const verbs = verbsOf("guardian").map(({ verb, contracts }) => `${contracts.join(" ")} ${verb}`);
    expect(verbs).to.include.members(["vault pause", "oracle veto", "drawEscrow veto-milestones"]);
    for (const party of ["curator", "guardian", "governor", "arbiter"] as const) {
      for (const { verb, contracts } of verbsOf(party)) expect(contracts, verb).to.have.length(1);
    }
    expect(verbsOf("operator").find(({ verb }) => verb === "pay-in")?.contracts).to.deep.equal(["shares", "loans"]);
  });
});
