import { openApi, ROUTES } from "@gpu-yield-vaults/indexer/client";
import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const FILE = join(import.meta.dirname, "..", "..", "packages", "indexer", "openapi.json");

describe("The index's OpenAPI file", () => {
  it("says what the schemas say; npm run index:api writes it", async () => {
    expect(JSON.parse(await readFile(FILE, "utf8"))).to.deep.equal(openApi());
  });

  it("has every route, with what it is asked", () => {
    const { paths } = openApi() as { paths: Record<string, { get: { parameters: { name: string }[] } }> };
    expect(Object.keys(paths)).to.have.length(Object.keys(ROUTES).length);
    const prices = paths["/v1/vaults/{address}/prices"];
    expect(prices?.get.parameters.map(({ name }) => name)).to.deep.equal(["address", "from", "to", "points"]);
  });
});
