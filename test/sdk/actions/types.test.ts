import { expect } from "chai";
import { join } from "node:path";
import ts from "typescript";

const FOLDER = join(import.meta.dirname, "..", "..", "..", "packages", "sdk", "src", "actions");

/** What the compiler says of a file that stands beside the actions. */
function complaintsOf(source: string): string[] {
  const file = join(FOLDER, "snippet.ts");
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const [exists, read] = [host.fileExists.bind(host), host.readFile.bind(host)];
  host.fileExists = (name) => name === file || exists(name);
  host.readFile = (name) => (name === file ? source : read(name));
  const program = ts.createProgram([file], options, host);
  const found = program.getSemanticDiagnostics(program.getSourceFile(file));
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("the types of the actions", function () {
  this.timeout(120_000);

  const IMPORTS = `import { createAction } from "./action.ts";
import type { ActionsOf } from "./entry.ts";
import { bondActions } from "./table/collateral.ts";`;

  it("take what each function is called with", () => {
    const source = `${IMPORTS}
createAction("bond", "post", { cluster: 1n, amount: 2n });
export const all: ActionsOf<"bond"> = bondActions;`;
    expect(complaintsOf(source)).to.deep.equal([]);
  });

  it("don't compile where a function has no entry", () => {
    const [complaint] = complaintsOf(`${IMPORTS}
const { release: left, ...others } = bondActions;
export const all: ActionsOf<"bond"> = others;
createAction("bond", "post", { cluster: 1n, amount: 2n });
export { left };`);
    expect(complaint).to.contain("Property 'release' is missing");
  });

  it("don't compile where only contracts call a function, or nobody has it", () => {
    const complaints = complaintsOf(`${IMPORTS}
createAction("bond", "seize", { cluster: 1n, amount: 2n });
createAction("bond", "gone", { cluster: 1n });
export const all: ActionsOf<"bond"> = bondActions;`);
    expect(complaints[0]).to.contain(`"seize"' is not assignable`);
    expect(complaints[1]).to.contain(`"gone"' is not assignable`);
  });

  it("don't compile where an argument is of another type, or a kind of another unit", () => {
    const complaints = complaintsOf(`${IMPORTS}
createAction("bond", "post", { cluster: 1n, amount: "2" });
const post = { ...bondActions.post, kinds: { cluster: "cluster", amount: "account" } } as const;
export const all: ActionsOf<"bond"> = { ...bondActions, post };`);
    expect(complaints[0]).to.contain("Type 'string' is not assignable to type 'bigint'");
    expect(complaints[1]).to.contain(`Type '"account"' is not assignable to type 'NumberKind'`);
  });
});
