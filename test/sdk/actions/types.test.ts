import { expect } from "chai";
import { complaintsOf } from "../support/complaintsOf.ts";

describe("the types of the actions", function () {
  this.timeout(120_000);

  const IMPORTS = `import { createAction } from "./action.ts";
import type { ActionsOf } from "./entry.ts";
import { bondActions } from "./table/collateral.ts";`;

  it("take what each function is called with", () => {
    const source = `${IMPORTS}
createAction("bond", "post", { cluster: 1n, amount: 2n });
export const all: ActionsOf<"bond"> = bondActions;`;
    expect(complaintsOf("actions", source)).to.deep.equal([]);
  });

  it("don't compile where a function has no entry", () => {
    const [complaint] = complaintsOf(
      "actions",
      `${IMPORTS}
const { release: left, ...others } = bondActions;
export const all: ActionsOf<"bond"> = others;
createAction("bond", "post", { cluster: 1n, amount: 2n });
export { left };`,
    );
    expect(complaint).to.contain("Property 'release' is missing");
  });

  it("don't compile where only contracts call a function, or nobody has it", () => {
    const complaints = complaintsOf(
      "actions",
      `${IMPORTS}
createAction("bond", "seize", { cluster: 1n, amount: 2n });
createAction("bond", "gone", { cluster: 1n });
export const all: ActionsOf<"bond"> = bondActions;`,
    );
    expect(complaints[0]).to.contain(`"seize"' is not assignable`);
    expect(complaints[1]).to.contain(`"gone"' is not assignable`);
  });

  it("don't compile where an argument is of another type, or a kind of another unit", () => {
    const complaints = complaintsOf(
      "actions",
      `${IMPORTS}
createAction("bond", "post", { cluster: 1n, amount: "2" });
const post = { ...bondActions.post, kinds: { cluster: "cluster", amount: "account" } } as const;
export const all: ActionsOf<"bond"> = { ...bondActions, post };`,
    );
    expect(complaints[0]).to.contain("Type 'string' is not assignable to type 'bigint'");
    expect(complaints[1]).to.contain(`Type '"account"' is not assignable to type 'NumberKind'`);
  });
});
