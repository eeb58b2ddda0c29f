import { join } from "node:path";
import ts from "typescript";

const SDK = join(import.meta.dirname, "..", "..", "..", "packages", "sdk", "src");

/** What the compiler says of a file that stands in a folder of the SDK. */
export function complaintsOf(folder: string, source: string): string[] {
  const file = join(SDK, folder, "snippet.ts");
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
