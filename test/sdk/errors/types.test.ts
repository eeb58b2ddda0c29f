import { expect } from "chai";
import { complaintsOf } from "../support/complaintsOf.ts";

describe("the types of the error sentences", function () {
  this.timeout(120_000);

  const IMPORTS = `import { tell, type ErrorName, type Sentences } from "./sentence.ts";
import { sentences } from "./sentences.ts";`;

  it("take one for every error", () => {
    expect(complaintsOf("errors", `${IMPORTS}\nexport const all: Sentences<ErrorName> = sentences;`)).to.deep.equal([]);
  });

  it("don't compile where one is missing", () => {
    const [complaint] = complaintsOf(
      "errors",
      `${IMPORTS}
const { GpuYieldVault_Paused: left, ...others } = sentences;
export const all: Sentences<ErrorName> = others;
export { left };`,
    );
    expect(complaint).to.contain("Property 'GpuYieldVault_Paused' is missing");
  });

  it("don't compile where one is of no contract", () => {
    const [complaint] = complaintsOf(
      "errors",
      `${IMPORTS}
export const all: Sentences<ErrorName> = { ...sentences, GpuYieldVault_Gone: () => tell("Gone.", "Nothing.") };`,
    );
    expect(complaint).to.contain("'GpuYieldVault_Gone' does not exist");
  });

  it("don't compile where one uses what its error does not carry", () => {
    const [complaint] = complaintsOf(
      "errors",
      `${IMPORTS}
export const some: Sentences<"GpuYieldVault_NotEnoughCash"> = {
  GpuYieldVault_NotEnoughCash: ({ assets, balance }) => tell(\`\${assets}\`, \`\${balance}\`),
};
export { sentences };`,
    );
    expect(complaint).to.contain("Property 'balance' does not exist");
  });
});
