import { createServer, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { Source } from "../../../deploy/sources.ts";

type Output = {
  contracts: Record<string, Record<string, { evm: { deployedBytecode: Compiled } }>>;
};
type Compiled = { object: string; immutableReferences: Record<string, { start: number; length: number }[]> };

const solc = createRequire(import.meta.url)("solc") as { version(): string; compile(input: string): string };

/**
 * A server with Sourcify's API that compiles what it is given, with the compiler itself, and compares it with the
 * chain.
 *
 * @param codeAt what the chain has at an address
 */
export async function serveVerifier(
  codeAt: (address: string) => Promise<string>,
): Promise<{ url: string; compiled: string[]; close(): void }> {
  const verified = new Map<string, string>();
  const jobs: object[] = [];
  const compiled: string[] = [];

  const answer = async (request: IncomingMessage): Promise<[status: number, body: object]> => {
    const [, , what, first = "", address = ""] = (request.url ?? "").split("/");
    if (what === "contract") {
      const match = verified.get(address);
      return match === undefined ? [404, { match: null }] : [200, { match }];
    }
    if (request.method === "GET") return [200, jobs[Number(first)] ?? {}];
    const source = JSON.parse(await bodyOf(request)) as Source;
    if (!solc.version().startsWith(source.compilerVersion)) {
      return [400, { customCode: "unsupported_compiler_version", message: `no compiler ${source.compilerVersion}` }];
    }
    compiled.push(source.contractIdentifier);
    const isSame = compile(source)(await codeAt(address));
    if (isSame) verified.set(address, "exact_match");
    jobs.push({
      isJobCompleted: true,
      contract: { match: isSame ? "exact_match" : null },
      ...(!isSame && { error: { customCode: "no_match", message: "The codes do not match." } }),
    });
    return [202, { verificationId: String(jobs.length - 1) }];
  };

  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    compiled,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Compiles one contract, and tells whether a code is it, but for its constants. */
function compile({ contractIdentifier, stdJsonInput }: Source): (code: string) => boolean {
  const [file = "", name = ""] = contractIdentifier.split(":");
  const outputSelection = {
    [file]: { [name]: ["evm.deployedBytecode.object", "evm.deployedBytecode.immutableReferences"] },
  };
  const input = stdJsonInput as { settings: object };
  const output = JSON.parse(
    solc.compile(JSON.stringify({ ...input, settings: { ...input.settings, outputSelection } })),
  ) as Output;
  const compiled = output.contracts[file]?.[name]?.evm.deployedBytecode;
  if (!compiled) throw new Error(JSON.stringify(output).slice(0, 500));
  const blanks = Object.values(compiled.immutableReferences).flat();
  const blanked = (code: string) => {
    const bytes = Buffer.from(code, "hex");
    for (const { start, length } of blanks) bytes.fill(0, start, start + length);
    return bytes.toString("hex");
  };
  return (code) => blanked(code.slice(2)) === blanked(compiled.object);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
