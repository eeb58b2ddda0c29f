import { expect } from "chai";
import { GLOSSARY } from "../../src/lib/glossary/terms.ts";

describe("the glossary", () => {
  const terms = GLOSSARY.flatMap((chapter) => chapter.terms);
  const ids = terms.map(({ id }) => id);

  it("explains no word twice", () => {
    expect(new Set(ids).size).to.equal(ids.length);
    expect(new Set(terms.map(({ name }) => name)).size).to.equal(terms.length);
  });

  for (const { id, name, see = [] } of terms) {
    it(`has an address for ${name}, and for what it refers to`, () => {
      expect(id).to.match(/^[a-z]+(-[a-z]+)*$/);
      expect(see.filter((other) => other === id || !ids.includes(other))).to.deep.equal([]);
    });
  }
});
