import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { GUARDED_KEYS, PROTOCOL } from "@gpu-yield-vaults/sdk/protocol";
import { texts } from "./support/texts.ts";

describe("the papers", () => {
  let all: readonly string[];
  let papers: readonly string[];

  before(async () => {
    all = await texts();
    papers = all.filter((path) => path.endsWith(".md"));
  });

  it("link to pages and headings that are there", () => {
    const broken = papers.flatMap((paper) =>
      linksOf(paper).flatMap((link) => {
        const [path = "", anchor] = link.split("#");
        const target = path === "" ? paper : join(dirname(paper), path);
        const found = existsSync(target) && (anchor === undefined || anchorsOf(target).includes(anchor));
        return found ? [] : [`${paper}: ${link}`];
      }),
    );
    expect(broken).to.deep.equal([]);
  });

  it("say of every contract where it is told", () => {
    const spans = pagesOfContracts(papers).flatMap((page) => readFileSync(page, "utf8").match(/`[^`\n]+`/g) ?? []);
    const told = new Set(spans.flatMap((span) => span.match(/\w+/g) ?? []));
    const contracts = all.filter((path) => /^contracts\/(?!interfaces|mocks|local).*\.sol$/.test(path));
    const untold = contracts.filter((path) => !told.has(basename(path, ".sol")));
    expect(untold).to.deep.equal([]);
  });

  it("name nothing of the contracts that is not there", () => {
    const sources = all.filter((path) => /^(contracts|deploy|packages\/sdk\/src)\/.*\.(sol|ts)$/.test(path));
    const words = new Set(sources.flatMap((path) => readFileSync(path, "utf8").match(/\w+/g) ?? []));
    const gone = pagesOfContracts(papers).flatMap((page) =>
      [...readFileSync(page, "utf8").matchAll(/`([A-Za-z]\w{2,}(?:\.\w+)?)`/g)]
        .map(([, word = ""]) => word)
        .filter((word) =>
          word
            .replace(/\.sol$/, "")
            .split(".")
            .some((part) => !words.has(part)),
        )
        .map((word) => `${page}: ${word}`),
    );
    expect(gone).to.deep.equal([]);
  });

  it("show by a test what each role can do at worst, line by line", () => {
    const page = "contracts/authority.md";
    const [, table = ""] = readFileSync(page, "utf8").split("## At worst");
    const [, , ...rows] = table.match(/^\|.*\|$/gm) ?? [];
    expect(rows.length).to.be.greaterThan(10);
    const unshown = rows.filter((row) => {
      const shown = [...row.matchAll(/\[\w+\]\(([^)]+)\): ((?:"[^"]+"(?:, )?)+)/g)].flatMap(
        ([, path = "", titles = ""]) =>
          [...titles.matchAll(/"([^"]+)"/g)].map(([, title = ""]) => ({ file: join(dirname(page), path), title })),
      );
      const found = shown.filter(({ file, title }) => readFileSync(file, "utf8").includes(`it("${title}"`));
      return shown.length === 0 || found.length !== shown.length;
    });
    expect(unshown).to.deep.equal([]);
  });

  it("give roles the functions that the deployment gives them", () => {
    const said = rolesOn("contracts/authority.md");

    const given: Record<string, Record<string, readonly string[]>> = {};
    for (const target of GUARDED_KEYS) {
      for (const [role, functions] of Object.entries<readonly string[]>(PROTOCOL[target].roles)) {
        (given[role] ??= {})[target] = functions;
      }
    }
    expect(said).to.deep.equal(given);
  });
});

function pagesOfContracts(papers: readonly string[]): string[] {
  return papers.filter((paper) => paper.startsWith("contracts/"));
}

/** Links of a page that stay in the project. */
function linksOf(paper: string): string[] {
  return [...readFileSync(paper, "utf8").matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link));
}

/** Headings of a page, as links name them. */
function anchorsOf(paper: string): string[] {
  return [...readFileSync(paper, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Role, target, functions: from the rows whose last cell names functions. */
function rolesOn(page: string): Record<string, Record<string, string[]>> {
  const rows = [...readFileSync(page, "utf8").matchAll(/^\| (\w+) \|.*\| ([^|]*) \|$/gm)];
  return Object.fromEntries(
    rows
      .filter(([, , last = ""]) => /^\w+: `/.test(last))
      .map(([, role = "", last = ""]) => [
        role,
        Object.fromEntries(
          last.split("; ").map((part) => {
            const [target = "", functions = ""] = part.split(": ");
            return [target, [...functions.matchAll(/\w+/g)].map(([name]) => name)];
          }),
        ),
      ]),
  );
}
