import { expect } from "chai";
import { join } from "node:path";
import ts from "typescript";

const FOLDER = join(import.meta.dirname, "..", "..", "..", "packages", "sdk", "src", "errors");

/** What the compiler says of a file that stands beside the sentences. */
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

describe("the types of the error sentences", function () {
  this.timeout(120_000);

  const IMPORTS = `import { tell, type ErrorName, type Sentences } from "./sentence.ts";
import { sentences } from "./sentences.ts";`;

  it("take one for every error", () => {
    expect(complaintsOf(`${IMPORTS}\nexport const all: Sentences<ErrorName> = sentences;`)).to.deep.equal([]);
  });

  it("don't compile where one is missing", () => {
    const [complaint] = complaintsOf(`${IMPORTS}
const { GpuYieldVault_Paused: left, ...others } = sentences;
export const all: Sentences<ErrorName> = others;
export { left };`);
    expect(complaint).to.contain("Property 'GpuYieldVault_Paused' is missing");
  });

  it("don't compile where one is of no contract", () => {
    const [complaint] = complaintsOf(`${IMPORTS}
export const all: Sentences<ErrorName> = { ...sentences, GpuYieldVault_Gone: () => tell("Gone.", "Nothing.") };`);
    expect(complaint).to.contain("'GpuYieldVault_Gone' does not exist");
  });

  it("don't compile where one uses what its error does not carry", () => {
    const [complaint] = complaintsOf(`${IMPORTS}
export const some: Sentences<"GpuYieldVault_NotEnoughCash"> = {
  GpuYieldVault_NotEnoughCash: ({ assets, balance }) => tell(\`\${assets}\`, \`\${balance}\`),
};
export { sentences };`);
    expect(complaint).to.contain("Property 'balance' does not exist");
  });
});
