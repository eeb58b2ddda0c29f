import { expect } from "chai";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeContactSheet } from "../../scripts/shots/contactSheet.ts";
import { pagesIn } from "../../scripts/shots/pagesIn.ts";
import { runScript } from "./support/runScript.ts";

describe("shots", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "shots-"));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  it("are of every page of the export, but of those that are shown at other addresses", async () => {
    for (const page of [".", "operator", "vault", "_not-found", "glossary"]) {
      await mkdir(join(folder, page), { recursive: true });
      await writeFile(join(folder, page, "index.html"), "");
    }
    expect(await pagesIn(folder)).to.deep.equal([
      { path: "/", isChainless: false },
      { path: "/glossary/", isChainless: true },
      { path: "/operator/", isChainless: false },
    ]);
  });

  it("stand side by side, by world and page", async () => {
    const shot = (world: string, width: number) => ({ file: `${world}-${width}.png`, world, path: "/", width });
    await writeContactSheet(folder, [
      { ...shot("late", 390), theme: "light" },
      { ...shot("late", 1280), theme: "dark" },
      { ...shot("fleet", 390), theme: "light" },
    ]);
    const page = await readFile(join(folder, "index.html"), "utf8");
    expect(
      [...page.matchAll(/<h2>(.*)<\/h2>|<img src="([^"]*)"/g)].map(([, title, file]) => title ?? file),
    ).to.deep.equal(["late: /", "late-390.png", "late-1280.png", "fleet: /", "fleet-390.png"]);
    expect(page).to.contain("<figcaption>1280 px, dark</figcaption>");
  });

  it("refuse a world that there is not, and name those that there are", async () => {
    const { code, stderr } = await runScript("shots", ["--world", "rosy"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain("there is no such world; there are three, healthy, forms, late, default");
  });
});
