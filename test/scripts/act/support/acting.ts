import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProgram } from "../../../../scripts/act/program.ts";
import { addressOf } from "../../../../scripts/lib/addressOf.ts";
import { createRpcServer } from "../../../../scripts/start/rpcServer.ts";
import { chainNamed } from "../../../support/chains.ts";
import { quietly } from "../../support/quietly.ts";

/** The chain of the protocol's fixtures behind a node, and the command line against it. */
export type Acting = {
  rpc: string;
  folder: string;
  /** Runs `npm run act -- …` with `--yes` on one vault; what was printed, plan and result. */
  act(where: Where, ...args: readonly string[]): Promise<string>;
  /** The same as JSON. */
  result(where: Where, ...args: readonly string[]): Promise<Result>;
  /** Without `--yes`, with variables of the environment. */
  bare(where: Where, env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string>;
  file(name: string, content: unknown): Promise<string>;
  close(): Promise<void>;
};

type Attached = Parameters<typeof addressOf>[0];

export type Where = { vault: Attached; directory: Attached };

export type Result = {
  what: string;
  step: string;
  sent: { hash: string; block: number; events: { name: string; words: string; args: Record<string, string> }[] }[];
};

export async function openActing(): Promise<Acting> {
  const { provider } = await chainNamed("protocol");
  const server = createRpcServer(provider);
  const { port } = await new Promise<AddressInfo>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server.address() as AddressInfo));
  });
  const rpc = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), "act-"));
  const run = async ({ vault, directory }: Where, args: readonly string[]) => {
    const program = createProgram();
    for (const group of program.commands) for (const command of group.commands) command.exitOverride();
    const where = ["--rpc", rpc, "--vault", addressOf(vault), "--directory", addressOf(directory)];
    return quietly(async () => {
      await program.parseAsync([...args, ...where], { from: "user" });
    });
  };
  return {
    rpc,
    folder,
    act: (where, ...args) => run(where, [...args, "--yes"]),
    async result(where, ...args) {
      const printed = await run(where, [...args, "--yes", "--json"]);
      return JSON.parse(printed.slice(printed.indexOf("\n{\n") + 1)) as Result;
    },
    async bare(where, env, ...args) {
      Object.assign(process.env, env);
      try {
        return await run(where, args);
      } finally {
        for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
      }
    },
    async file(name, content) {
      const path = join(folder, name);
      await writeFile(path, JSON.stringify(content));
      return path;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
