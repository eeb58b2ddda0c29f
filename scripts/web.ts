// `npm run web`: the web app for a network, as a folder that any host of static files can serve.

import { Command } from "commander";
import hre from "hardhat";
import { relative, resolve } from "node:path";
import { NETWORKS } from "../deploy/parameters/parametersFor.ts";
import { CliError } from "./lib/cliError.ts";
import { createProgress } from "./lib/progress.ts";
import { runCli } from "./lib/runCli.ts";
import { buildWeb } from "./start/buildWeb.ts";
import { requireRecord, webDeployment } from "./web/deployment.ts";
import { makeKit } from "./web/kit.ts";

const NOTES = `
The addresses are those of deploy/deployments/<network>. The nodes are asked by visitors' browsers: take addresses that
may be public, and leave out keys. Pages talk to them and to nobody else; wallets bring their own.

Headers for Netlify and Cloudflare Pages (_headers), Vercel (vercel.json) and nginx (nginx.conf) lie in the folder. A
host that sends none is served as well: each page carries its policy, but for the one thing that only a header can say,
that no other site may frame it.

Exit codes: 0 done; 1 nothing is deployed there, or the build failed; 2 wrong usage.`;

type Options = { network: string; rpc: readonly string[]; index?: string; name?: string; out: string };

const program = new Command("npm run web --")
  .description("Build the web app for a network, to be hosted as static files.")
  .requiredOption("--network <name>", `where it is deployed: ${NETWORKS.join(", ")}`)
  .requiredOption("--rpc <urls...>", "nodes that browsers may ask, the best first", readUrls)
  .option(
    "--index <url>",
    "an index of the protocol that browsers may ask; they ask the nodes alone when left out",
    readUrl,
  )
  .option("--name <words>", "what people call the network; its name here when left out")
  .option("--out <folder>", "where the files go; replaced as a whole", "build/web")
  .addHelpText("after", NOTES)
  .action(main);

await runCli(program);

async function main({ network, rpc, index, name = network, out }: Options): Promise<void> {
  const { root } = hre.config.paths;
  const progress = createProgress();
  const record = await requireRecord(root, network);
  const build = await progress.stage("web app built", () => buildWeb(root, new AbortController().signal));
  const folder = resolve(root, out);
  const kit = await progress.stage("folder made", () =>
    makeKit(
      build.folder,
      webDeployment(record, name, rpc, index),
      [...rpc, ...(index === undefined ? [] : [index])].map((url) => new URL(url).origin),
      folder,
    ),
  );
  const kilobytes = Math.ceil(kit.bytes / 1_000);
  progress.say(`${kit.files} files, ${kilobytes} kB compressed, in ${relative(process.cwd(), folder) || folder}`);
  progress.say("serve it at the root of an address of its own");
}

function readUrls(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, readUrl(text)];
}

function readUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new CliError(`${JSON.stringify(text)} is not an address of the web.`, [], "give an https:// address.", 2);
}
