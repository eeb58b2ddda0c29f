import { expect } from "chai";
import { createHash } from "node:crypto";
import { headersOf, hostFiles } from "../../../scripts/web/hosts.ts";
import { policyOf, scriptHashes, withPolicy } from "../../../scripts/web/policy.ts";

const hashOf = (script: string) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

describe("the policy of the hosted web app", () => {
  it("names the scripts that pages carry, and none that have an address", () => {
    const html = `<script>one()</script><script src="/two.js"></script><script id="x" async="">\n three()\n</script>`;

    expect(scriptHashes(html)).to.deep.equal([hashOf("one()"), hashOf("\n three()\n")]);
  });

  it("lets pages talk to themselves and the nodes, each named once", () => {
    const policy = policyOf([hashOf("a"), hashOf("a")], ["https://node.example", "https://node.example"]);

    expect(policy.split("; ")).to.deep.equal([
      "default-src 'none'",
      `script-src 'self' ${hashOf("a")}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self' https://node.example",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it("stands in the page before anything that is loaded", () => {
    const page = withPolicy('<html><head><link href="x"/></head></html>', "default-src 'none'");

    const said = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'"/>`;
    expect(page).to.equal(`<html><head>${said}<link href="x"/></head></html>`);
  });

  describe("given to hosts", () => {
    const headers = headersOf("default-src 'none'");
    const files = hostFiles(headers);

    it("refuses frames in both ways", () => {
      expect(headers["Content-Security-Policy"]).to.equal("default-src 'none'; frame-ancestors 'none'");
      expect(headers["X-Frame-Options"]).to.equal("DENY");
    });

    for (const [name, value] of Object.entries(headers)) {
      it(`sends ${name} everywhere`, () => {
        expect(files._headers).to.contain(`/*\n`).and.to.contain(`  ${name}: ${value}\n`);
        const { headers: rules } = JSON.parse(files["vercel.json"] ?? "") as {
          headers: { source: string; headers: { key: string; value: string }[] }[];
        };
        expect(rules[0]).to.include({ source: "/(.*)" });
        expect(rules[0]?.headers).to.deep.include({ key: name, value });
        // Once for the server, once where a header of its own would hide those.
        expect(files["nginx.conf"]?.split(`add_header ${name} "${value}" always;`)).to.have.length(3);
      });
    }
  });
});
