import { expect } from "chai";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const EXPORT = join(import.meta.dirname, "..", "..", "out");

/** Compressed bytes of JavaScript that a page may name, and so has to load before it does anything. */
const MOST = 250_000;

describe("a page's first load", () => {
  let pages: string[];
  before(async () => {
    const files = await readdir(EXPORT, { recursive: true });
    pages = files.filter((file) => file.endsWith("index.html"));
  });

  it(`is at most ${MOST / 1_000} kB of compressed JavaScript, on every page`, async () => {
    const sizes = await Promise.all(pages.map(async (page) => [page, await firstLoadOf(page)] as const));
    expect(sizes.length).to.be.greaterThan(5);
    expect(sizes.filter(([, bytes]) => bytes > MOST)).to.deep.equal([]);
    // Each has its framework at least: a page whose scripts were not found would weigh nothing.
    expect(sizes.filter(([, bytes]) => bytes < 100_000)).to.deep.equal([]);
  });
});

/** Scripts that the page itself names, once each; those for browsers without modules are not loaded. */
async function firstLoadOf(page: string): Promise<number> {
  const html = await readFile(join(EXPORT, page), "utf8");
  const tags = [...html.matchAll(/<script[^>]*\ssrc="(\/[^"?]+)[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
  const files = [...new Set(tags.map(([, file = ""]) => file))];
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(join(EXPORT, file)), { level: 9 }).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
