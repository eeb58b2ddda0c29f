import { expect } from "chai";
import {
  ContractFunctionRevertedError,
  encodeAbiParameters,
  encodeErrorResult,
  encodeFunctionData,
  HttpRequestError,
  MethodNotFoundRpcError,
  parseAbi,
  RpcRequestError,
  toFunctionSelector,
  UnsupportedProviderMethodError,
  UserRejectedRequestError,
  zeroHash,
  type AbiParameter,
  type Hex,
} from "viem";
import { errorsAbi } from "@gpu-yield-vaults/sdk/abi/errors";
import { gpuYieldVaultAbi } from "@gpu-yield-vaults/sdk/abi/GpuYieldVault";
import { explain } from "../../src/lib/errors/explain";
import { createSay } from "../../src/lib/errors/say";
import { sentences } from "@gpu-yield-vaults/sdk/errors";

const ACCOUNT = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const say = createSay(
  { assetSymbol: "tUSD", assetDecimals: 6, shareSymbol: "gpuUSD", shareDecimals: 12 },
  new Map([[ACCOUNT.toLowerCase(), "Depositor"]]),
);

describe("error sentences", () => {
  it("exist for every custom error of the contracts, and for nothing else", () => {
    expect(Object.keys(sentences).sort()).to.deep.equal([...new Set(errorsAbi.map(({ name }) => name))].sort());
  });

  for (const error of errorsAbi) {
    it(`tells ${error.name} in words`, () => {
      const { kind, what, next, detail } = explain(rpcError(revertData(error)), say);
      expect(kind).to.equal("contract");
      for (const sentence of [what, next]) {
        expect(sentence).to.match(/^[A-Z“0-9].*[.]$/s);
        expect(sentence).not.to.match(/undefined|NaN|\[object|0x0000000000000000000000000000000000000001/);
      }
      expect(detail).to.match(new RegExp(`^${error.name}\\(`));
    });
  }

  it("carry the numbers, with units", () => {
    const data = encodeErrorResult({
      abi: gpuYieldVaultAbi,
      errorName: "GpuYieldVault_NotEnoughCash",
      args: [5_000_000_000n, 1_250_500_000n],
    });
    expect(explain(rpcError(data), say)).to.deep.equal({
      kind: "contract",
      what: "The vault holds 1,250.50 tUSD of cash; 5,000.00 tUSD was asked for. The rest is hardware.",
      next: "Take out up to the cash there is, and the remainder when rent has come in.",
      detail: "GpuYieldVault_NotEnoughCash(assets: 5000000000, cash: 1250500000)",
    });
  });
});

describe("explain", () => {
  it("knows a rejection by its code, however deep it is wrapped", () => {
    const rejection = Object.assign(new Error("User denied"), { code: 4001 });
    for (const error of [rejection, new Error("x", { cause: rejection }), new UserRejectedRequestError(rejection)]) {
      expect(explain(error, say)).to.deep.equal({
        kind: "rejected",
        what: "You declined the request in your wallet.",
        next: "This step has sent nothing. Try again whenever you like.",
      });
    }
  });

  it("reads an error that viem decoded", () => {
    const data = encodeErrorResult({ abi: gpuYieldVaultAbi, errorName: "GpuYieldVault_Paused" });
    const error = new ContractFunctionRevertedError({ abi: gpuYieldVaultAbi, data, functionName: "deposit" });
    expect(explain(error, say).what).to.equal("Deposits and draws are paused by the guardian.");
  });

  it("repeats a reason given as text", () => {
    const selector = toFunctionSelector("Error(string)");
    const reason = encodeAbiParameters([{ type: "string" }], ["Blacklistable: account is blacklisted"]);
    expect(explain(rpcError(`${selector}${reason.slice(2)}`), say).what).to.equal(
      "The contract refused: Blacklistable: account is blacklisted.",
    );
  });

  it("admits what it does not know, with the data", () => {
    const data = encodeFunctionData({ abi: parseAbi(["function foreign(uint256)"]), args: [1n] });
    const { kind, detail } = explain(rpcError(data), say);
    expect(kind).to.equal("contract");
    expect(detail).to.equal(data);
  });

  it("tells a silent node from a refusal", () => {
    const { kind, what } = explain(new HttpRequestError({ url: "http://127.0.0.1:8545" }), say);
    expect(kind).to.equal("network");
    expect(what).to.equal("The node did not answer.");
  });

  it("tells a request that the wallet does not know, with the other way", () => {
    const unknown = Object.assign(new Error("not known here"), { code: -32_601 });
    for (const error of [new MethodNotFoundRpcError(unknown), new UnsupportedProviderMethodError(unknown)]) {
      expect(explain(error, say)).to.include({
        kind: "unknown",
        what: "Your wallet does not know what it was asked for.",
        next: "Take the other way where one is offered, or use another wallet.",
      });
    }
  });

  it("never throws", () => {
    for (const thrown of [undefined, null, 7, "text", {}, { data: "0x" }, { code: "4001" }]) {
      expect(explain(thrown, say).kind).to.equal("unknown");
    }
  });
});

/** As a node answers a call that reverts. */
function rpcError(data: Hex): Error {
  const cause = new RpcRequestError({ body: {}, url: "", error: { code: 3, message: "execution reverted", data } });
  return new Error("The transaction would fail.", { cause });
}

type ErrorItem = (typeof errorsAbi)[number];

/** An error with some plausible value for each of its inputs. */
function revertData({ name, inputs }: ErrorItem): Hex {
  const parameters: readonly AbiParameter[] = inputs;
  const selector = toFunctionSelector(`${name}(${parameters.map(({ type }) => type).join(",")})`);
  return `${selector}${encodeAbiParameters(parameters, parameters.map(sample)).slice(2)}`;
}

function sample({ type }: AbiParameter): unknown {
  if (type === "address") return ACCOUNT;
  if (type === "bytes32") return zeroHash.replace("0x00000000", "0x7465726d");
  if (type === "bytes4") return "0x12345678";
  if (type === "string") return "name";
  if (type === "bool") return true;
  const bits = Number(/\d+$/.exec(type)?.[0] ?? 256);
  return bits <= 48 ? 3 : 3n;
}
