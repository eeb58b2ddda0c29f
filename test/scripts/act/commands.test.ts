import { functionOf, type Party } from "@gpu-yield-vaults/sdk/actions";
import { expect } from "chai";
import { createProgram } from "../../../scripts/act/program.ts";
import { verbsOf } from "@gpu-yield-vaults/sdk/inputs";

/** Options that every verb has. */
const COMMON = 14;

describe("the commands of act", () => {
  it("ask for everything that their function takes, but the vault, which every command names", () => {
    for (const group of createProgram().commands) {
      for (const { verb, name, contracts } of verbsOf(group.name() as Party)) {
        const command = group.commands.find((each) => each.name() === verb);
        const isOfTwo = contracts.length > 1 && command?.options.some(({ long }) => long === "--manager");
        const own = command?.options.slice(0, -COMMON - Number(isOfTwo));
        const inputs = functionOf({ contract: contracts[0], name }).inputs.filter((input) => input.name !== "vault");
        const expected = inputs.some((input) => input.name === "signatures") ? inputs.length - 1 : inputs.length;

        expect(own?.length, `${group.name()} ${verb}`).to.equal(expected);
      }
    }
  });

  it("are described, each for itself, and show where a key is looked for", () => {
    for (const group of createProgram().commands) {
      for (const command of group.commands) expect(command.description(), command.name()).to.match(/^[a-z]/);
    }
  });
});
