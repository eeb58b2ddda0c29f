import { expect } from "chai";
import { pageOf, vaultInUrl } from "../../src/lib/config/vaultInUrl";

describe("the vault in a page's address", () => {
  const VAULT = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
  const read = (query: string) => vaultInUrl(new URLSearchParams(query));

  it("is read in any letter case, by either name, and is nothing where there is none", () => {
    expect(read("")).to.deep.equal({ kind: "none" });
    expect(read(`address=${VAULT.toLowerCase()}`)).to.deep.equal({ kind: "address", vault: VAULT });
    expect(read(`vault=${VAULT}&address=0x1`)).to.deep.equal({ kind: "address", vault: VAULT });
    expect(read("vault=0x12")).to.deep.equal({ kind: "malformed", text: "0x12" });
  });

  it("is written as each page names it", () => {
    expect(pageOf("/vault/", VAULT)).to.equal(`/vault/?address=${VAULT}`);
    expect(pageOf("/operator/", VAULT)).to.equal(`/operator/?vault=${VAULT}`);
  });
});
