import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { texts } from "./support/texts.ts";

/** What prettier keeps code to. Comments, strings and papers it leaves alone. */
const WIDTH = 120;

describe("lines", () => {
  it(`are at most ${WIDTH} characters long, but for rows of a table`, async () => {
    const files = (await texts()).filter((file) => !file.endsWith(".json"));
    const found = await Promise.all(files.map(wideLinesOf));
    expect(found.flat()).to.deep.equal([]);
  });
});

async function wideLinesOf(file: string): Promise<string[]> {
  const lines = (await readFile(file, "utf8")).split("\n");
  return lines.flatMap((line, i) => {
    const isRow = file.endsWith(".md") && line.trimStart().startsWith("|");
    return line.length > WIDTH && !isRow ? [`${file}:${i + 1}: ${line.length} characters`] : [];
  });
}
