import { createAction, encode, safeBatch, schedule } from "@gpu-yield-vaults/sdk/actions";
import { expect } from "chai";
import { keccak256, toHex } from "viem";
import { account } from "./support/sample.ts";

const [AUTHORITY, VAULT, RECIPIENT] = [account(1), account(2), account(3)];
const setFee = encode(createAction("vault", "setFee", { bps: 900, recipient: RECIPIENT }), { vault: VAULT });

describe("safeBatch", () => {
  it("is what a Safe's Transaction Builder loads: bytes, and the method beside them for people", () => {
    const { meta, ...batch } = safeBatch(8_453, { name: "set-fee", createdAt: 1_000 }, [schedule(setFee, AUTHORITY)]);

    expect(batch).to.deep.equal({
      version: "1.0",
      chainId: "8453",
      createdAt: 1_000,
      transactions: [
        {
          to: AUTHORITY,
          value: "0",
          data: schedule(setFee, AUTHORITY).data,
          contractMethod: {
            inputs: [
              { name: "target", type: "address" },
              { name: "data", type: "bytes" },
              { name: "when", type: "uint48" },
            ],
            name: "schedule",
            payable: false,
          },
          contractInputsValues: { target: VAULT, data: setFee.data, when: "0" },
        },
      ],
    });
    expect(meta).to.include({ name: "set-fee", description: "" });
  });

  it("carries the checksum that the builder computes: keys, then values, the name left out", () => {
    const bytes = { to: AUTHORITY, data: "0x1234" } as const;
    const { meta } = safeBatch(1n, { name: "any", description: "two words", createdAt: 5 }, [bytes]);

    const keys = '["contractInputsValues","contractMethod","data","to","value"]';
    const transaction = `{${keys}null,null,"0x1234","${AUTHORITY}","0",}`;
    const words = '{["description","name"]"two words",null,}';
    const batch = `{["chainId","createdAt","meta","transactions","version"]"1",5,${words},[${transaction}],"1.0",}`;
    expect(meta.checksum).to.equal(keccak256(toHex(batch)));
  });

  it("has no method for what is of no contract of the list", () => {
    const [transaction] = safeBatch(1, { name: "any", createdAt: 0 }, [{ to: VAULT, data: "0x1234" }]).transactions;

    expect(transaction).to.include({ contractMethod: null, contractInputsValues: null, data: "0x1234" });
  });

  it("writes structs and lists as JSON", () => {
    const limits = {
      clusterBps: 1,
      operatorBps: 2,
      modelBps: 3,
      regionBps: 4,
      maxLoanToValueBps: 5,
      minCoverageBps: 6,
      utilisationBps: 7,
      runningCostBps: 8,
    };
    const set = encode(createAction("drawLimits", "setLimits", { newLimits: limits }), { drawLimits: VAULT });
    const many = encode(createAction("loans", "settleMany", { clusters: [1n, 2n] }), { loans: VAULT });

    const [first, second] = safeBatch(1, { name: "any", createdAt: 0 }, [set, many]).transactions;
    expect(first?.contractInputsValues).to.deep.equal({ newLimits: JSON.stringify(limits) });
    expect(first?.contractMethod?.inputs[0]?.components?.[0]).to.deep.equal({ name: "clusterBps", type: "uint16" });
    expect(second?.contractInputsValues).to.deep.equal({ clusters: '["1","2"]' });
  });
});
