import { expect } from "chai";
import { build } from "esbuild";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const ROOT = join(import.meta.dirname, "..", "..");
const SDK = join(ROOT, "packages", "sdk");
const NAME = "@gpu-yield-vaults/sdk";
/** Of what it takes to read a vault, viem aside, zipped. */
const MOST_BYTES = 40_000;

/** What the package exports, by names that can be imported. */
function exported(): string[] {
  const { exports } = JSON.parse(readFileSync(join(SDK, "package.json"), "utf8")) as { exports: object };
  return Object.keys(exports).flatMap((path) => {
    const names = path.includes("*") ? readdirSync(join(SDK, "src", "abi")).map((file) => file.slice(0, -3)) : [""];
    return names.map((name) => join(NAME, path.replace("*", name)));
  });
}

/** Files of a source folder, as they are called once they are built. */
function builtFiles(): string[] {
  const sources = readdirSync(join(SDK, "src"), { recursive: true, encoding: "utf8" });
  return sources
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [file.replace(/\.ts$/, ".js"), file.replace(/\.ts$/, ".d.ts")]);
}

describe("The SDK as a package", function () {
  this.timeout(300_000);

  let folder: string;
  let built: string;
  let bare: string;
  const run = (program: string, args: readonly string[], cwd = bare): string =>
    execFileSync(program, args, { cwd, encoding: "utf8", env: { PATH: process.env.PATH, HOME: folder } });
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "sdk-"));
    [built, bare] = [join(folder, "built"), join(folder, "bare")];
    run(process.execPath, ["--import", "tsx", join(SDK, "build.ts"), "--out", built], ROOT);

    // As installed from a registry: unpacked, beside what it depends on.
    const tarball = run("npm", ["pack", "--silent", "--pack-destination", folder], built).trim();
    const installed = join(bare, "node_modules", NAME);
    mkdirSync(installed, { recursive: true });
    run("tar", ["-xzf", join(folder, tarball), "--strip-components=1", "-C", installed]);
    mkdirSync(join(bare, "node_modules", "@openzeppelin"));
    for (const other of ["viem", "@openzeppelin/merkle-tree", "csv-parse"]) {
      symlinkSync(join(ROOT, "node_modules", other), join(bare, "node_modules", other));
    }
    writeFileSync(join(bare, "package.json"), '{ "type": "module" }\n');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("has JavaScript, types, its page and its licence, and nothing else", () => {
    const installed = join(bare, "node_modules", NAME);
    const files = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(installed.length + 1));

    expect(files).to.have.members([...builtFiles(), "package.json", "README.md", "LICENSE"]);
  });

  it("is imported by plain Node, under every name that it exports", () => {
    const names = exported();
    const script = `for (const name of ${JSON.stringify(names)}) {
      const size = Object.keys(await import(name)).length;
      if (size > 0) console.log(name);
    }`;

    expect(run(process.execPath, ["--input-type=module", "--eval", script]).trim().split("\n")).to.deep.equal(names);
  });

  it("tells types to whoever compiles strictly", () => {
    writeFileSync(
      join(bare, "consumer.ts"),
      `import { createPublicClient, http } from "viem";
       import { gpuYieldVaultAbi } from "${NAME}/abi/GpuYieldVault";
       import { priceOf } from "${NAME}/model";
       import { readVault } from "${NAME}/read";
       const client = createPublicClient({ transport: http("http://127.0.0.1") });
       const { nav, depositStatus } = await readVault(client, { vault: "0x0" });
       export const [price, name]: [bigint, "state" | undefined] = [priceOf(nav, 1n, 12), undefined];
       // @ts-expect-error: there is no such state
       depositStatus === "ajar";
       // @ts-expect-error: an amount is no number
       export const wrong: number = nav;
       export const abi: readonly { type: string }[] = gpuYieldVaultAbi;\n`,
    );
    const options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--skipLibCheck"];
    const target = ["--module", "NodeNext", "--target", "ES2024", "--lib", "ES2024,DOM"];

    const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const { status, stdout } = spawnSync(process.execPath, [compiler, ...options, ...target, "consumer.ts"], {
      cwd: bare,
      encoding: "utf8",
    });
    expect([status, stdout]).to.deep.equal([0, ""]);
  });

  it(`reads a vault in less than ${MOST_BYTES} bytes, zipped, beside viem`, async () => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: `export { readVault } from "${NAME}/read";`, resolveDir: bare },
      bundle: true,
      minify: true,
      format: "esm",
      external: ["viem"],
      write: false,
      metafile: true,
    });

    const [bundle] = outputFiles;
    if (!bundle) throw new Error("nothing was bundled");
    expect(Object.keys(metafile.inputs).filter((file) => file.includes("merkle-tree"))).to.deep.equal([]);
    expect(gzipSync(bundle.contents).length).to.be.within(1_000, MOST_BYTES);
  });
});
