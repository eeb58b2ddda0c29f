import {
  digestOf,
  readSignature,
  readStatement,
  ReportFileError,
  showSignature,
  showStatement,
  signStatement,
  type Statement,
} from "@gpu-yield-vaults/sdk/reports";
import { expect } from "chai";
import { TypedDataEncoder } from "ethers";
import { parseSignature, serializeCompactSignature, signatureToCompactSignature } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { errorOf } from "../../support/errorOf.ts";
import { ARRAY, REPORT, SINGLE } from "./support/statements.ts";

const ACCOUNT = privateKeyToAccount(`0x${"5e".repeat(32)}`);

type Json = Record<string, unknown> & { message: Record<string, unknown>; types: Record<string, object[]> };
const json = (statement: Statement): Json => JSON.parse(showStatement(statement, 6)) as Json;

function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof ReportFileError) return [error.message, ...error.facts].join("; ");
    throw error;
  }
  return "none";
}

const refused = (content: object) => refusalOf(() => readStatement(JSON.stringify(content)));

describe("a statement's file", () => {
  for (const [name, statement] of [
    ["one report", SINGLE],
    ["an array", ARRAY],
  ] as const) {
    it(`loses nothing of ${name}`, () => {
      expect(readStatement(showStatement(statement, 6))).to.deep.equal({
        statement,
        digest: digestOf(statement),
        assetDecimals: 6,
      });
    });

    it(`is what a wallet takes for ${name}: domain, types, primary type and message, hashed to its digest`, () => {
      const { domain, types, primaryType, message, digest } = json(statement);
      const own = { ...types };
      delete own.EIP712Domain;

      expect(TypedDataEncoder.from(own as never).primaryType).to.equal(primaryType);
      expect(TypedDataEncoder.hash(domain as never, own as never, message)).to.equal(digest);
    });
  }

  it("may have a mark in front, other line ends, and digests and addresses in any letter case", () => {
    const loud = showStatement(SINGLE, 6).replaceAll(/0x[0-9a-fA-F]+/g, (hex) => `0x${hex.slice(2).toUpperCase()}`);
    expect(readStatement(`\uFEFF${loud.replaceAll("\n", "\r\n")}`).statement).to.deep.equal(SINGLE);
  });

  it("is refused when it was changed", () => {
    const changed = { ...json(SINGLE), message: { ...json(SINGLE).message, gross: "201600001" } };
    expect(refused(changed)).to.match(/^it has been changed; its digest is 0x\w{64}; its content hashes to 0x\w{64}$/);
    const array = json(ARRAY);
    const reports = (array.message.reports as object[]).toReversed();
    expect(refused({ ...array, message: { reports } })).to.match(/^it has been changed/);
    expect(refused({ ...array, message: { reports: [] } })).to.equal("message.reports is not a list of reports");
  });

  it("is refused where a wallet would sign something else than is shown", () => {
    const single = json(SINGLE);
    const { types, message } = single;
    const fields = types.RevenueReport ?? [];
    const domain = single.domain as object;
    const wrong = [
      [{ ...single, primaryType: "RevenueReports" }, "primaryType is not RevenueReport"],
      [
        { ...single, types: { ...types, RevenueReport: fields.toReversed() } },
        "types.RevenueReport is not what the oracle hashes",
      ],
      [
        { ...single, types: { ...types, RevenueReport: fields.slice(1) } },
        "types.RevenueReport is not what the oracle hashes",
      ],
      [{ ...single, types: { ...types, Permit: [] } }, 'types has a key that is not signed: "Permit"'],
      [{ ...single, types: { RevenueReport: fields } }, "types has no EIP712Domain"],
      [{ ...single, domain: { ...domain, name: "USD Coin" } }, 'domain.name is not "GpuYieldVaults RevenueOracle"'],
      [{ ...single, domain: { ...domain, salt: "0x00" } }, 'domain has a key that is not signed: "salt"'],
      [{ ...single, domain: { ...domain, verifyingContract: "0x12" } }, "domain.verifyingContract is not an address"],
      [{ ...single, report: message }, 'it has a key that is not signed: "report"'],
      [{ ...single, message: { ...message, note: "" } }, 'message has a key that is not signed: "note"'],
      [{ ...single, message: { ...message, gross: "0x10" } }, "message.gross is not a whole number of 128 bits"],
      [
        { ...single, message: { ...message, gross: `${2n ** 128n}` } },
        "message.gross is not a whole number of 128 bits",
      ],
      [{ ...single, message: { ...message, gross: 1.5 } }, "message.gross is not a whole number of 128 bits"],
      [{ ...single, message: { ...message, end: -1 } }, "message.end is not a whole number of 40 bits"],
      [{ ...single, message: { ...message, evidenceRoot: "0x12" } }, "message.evidenceRoot is not 32 bytes"],
      [
        { ...single, format: "gpu-yield-vaults/report/1" },
        "format is not gpu-yield-vaults/report/2 or gpu-yield-vaults/reports/2",
      ],
    ] as const;
    expect(wrong.map(([content]) => refused(content))).to.deep.equal(wrong.map(([, refusal]) => refusal));
    expect(refused({ ...single, message: undefined })).to.equal("it has no message");
    expect(refused([])).to.equal("it is not an object");
    expect(refusalOf(() => readStatement("{"))).to.match(/^it is not JSON; /);
  });
});

describe("a signature's file", () => {
  const refusal = async (text: string) => {
    const error = await errorOf(readSignature(text, SINGLE));
    if (!(error instanceof ReportFileError)) throw error;
    return error.message;
  };
  const signed = () => signStatement(SINGLE, ACCOUNT);

  it("loses nothing, and may shout", async () => {
    const { signer, signature } = await signed();
    expect(signer).to.equal(ACCOUNT.address);
    const text = showSignature(SINGLE, { signer, signature });
    expect(await readSignature(text, SINGLE)).to.deep.equal({ signer, signature });
    const loud = text.replaceAll(/0x[0-9a-fA-F]+/g, (hex) => `0x${hex.slice(2).toUpperCase()}`);
    expect(await readSignature(`\uFEFF${loud}`, SINGLE)).to.deep.equal({ signer, signature });
  });

  it("may be a key's signature by itself, whichever way a wallet writes it", async () => {
    const { signer, signature } = await signed();
    const parity = Number.parseInt(signature.slice(130), 16) - 27;
    const compact = serializeCompactSignature(signatureToCompactSignature(parseSignature(signature)));
    for (const text of [signature, `${signature}\n`, `${signature.slice(0, 130)}0${parity}`, compact]) {
      expect(await readSignature(text, SINGLE)).to.deep.equal({ signer, signature });
    }
  });

  it("may name the contract that vouches for it", async () => {
    const safe = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
    for (const account of [safe, safe.toLowerCase()]) {
      expect(await readSignature(`${account}:0x1234`, SINGLE)).to.deep.equal({ signer: safe, signature: "0x1234" });
    }
  });

  it("is refused when it is of another report, or no signature", async () => {
    const text = showSignature(SINGLE, await signed());
    const other: Statement = { ...SINGLE, report: { ...REPORT, gross: 1n } };
    expect(await refusal(text.replace(digestOf(SINGLE), digestOf(other)))).to.equal("it signs another report");
    expect(await refusal("0x1234")).to.match(/^a key's signature is 65 bytes; a contract's needs its account in front/);
    expect(await refusal(`0x${"ff".repeat(65)}`)).to.equal("it is no signature of any key");
    expect(await refusal("hello")).to.equal("it is not JSON");
    expect(await refusal("{}")).to.equal("format is not gpu-yield-vaults/signature/1");
  });

  it("recovers to somebody else where a key has signed something else", async () => {
    const { signature } = await signStatement(ARRAY, ACCOUNT);
    expect((await readSignature(signature, SINGLE)).signer).not.to.equal(ACCOUNT.address);
  });
});
