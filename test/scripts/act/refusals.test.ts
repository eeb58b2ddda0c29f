import { expect } from "chai";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { schedule, createAction, encode } from "@gpu-yield-vaults/sdk/actions";
import type { Address } from "viem";
import { approved, deployed, ethers, inService } from "../../support/protocol.ts";
import { cliErrorOf } from "../support/cliErrorOf.ts";
import { quietly } from "../support/quietly.ts";
import { runScript } from "../support/runScript.ts";
import { createProgram } from "../../../scripts/act/program.ts";
import { addressOf } from "../../../scripts/lib/addressOf.ts";
import { openActing, type Acting } from "./support/acting.ts";

describe("npm run act, where it can't", function () {
  this.timeout(120_000);

  let acting: Acting;
  before(async () => {
    acting = await openActing();
  });
  after(() => acting.close());

  const refused = async (...args: Parameters<Acting["act"]>) => {
    const { message, facts, next, exitCode } = await cliErrorOf(acting.act(...args));
    return { message, facts, next, exitCode };
  };

  it("refuses who does not have the role, with the role's name", async () => {
    const fixture = await deployed();
    const { stranger } = fixture;

    expect(await refused(fixture, "guardian", "pause", "--from", stranger.address)).to.deep.equal({
      message: `${stranger.address} may not do that.`,
      facts: ["the authority asks for the role guardian"],
      next: "use the key of who has it.",
      exitCode: 1,
    });
  });

  it("says what the chain would refuse before it is asked for a yes, and sends nothing", async () => {
    const fixture = await approved();
    const block = await ethers.provider.getBlockNumber();

    const error = await refused(fixture, "operator", "draw", "--cluster", "1", "--amount", "9000000");

    expect(error.message).to.equal("The chain refuses: FacilityOrigination_AboveApproval.");
    expect(error.facts[0]).to.contain("9,000,000.00 tUSD");
    expect(error.exitCode).to.equal(1);
    expect(await ethers.provider.getBlockNumber()).to.equal(block);
  });

  it("refuses what takes more than the sender has", async () => {
    const fixture = await deployed();

    expect(await refused(fixture, "depositor", "deposit", "--assets", "90000000.01")).to.deep.equal({
      message: "90,000,000.01 tUSD are taken, and the sender has 90,000,000.00 tUSD.",
      facts: [],
      next: "bring the rest in, or ask for less.",
      exitCode: 1,
    });
  });

  it("reads no number that can be read in two ways", async () => {
    const fixture = await deployed();
    const amounts: Record<string, string[]> = {
      "1,000": ["1000", "1.000"],
      "1.000,50": ["1.00050", "1000.50"],
      "1 000": ["1000"],
      "1,5": ["15", "1.5"],
    };

    for (const [amount, readings] of Object.entries(amounts)) {
      expect(await refused(fixture, "depositor", "deposit", "--assets", amount)).to.deep.equal({
        message: `--assets ${amount} is no number as it is written here.`,
        facts: readings.map((reading) => `it can be read as ${reading}`),
        next: "write digits and one point.",
        exitCode: 2,
      });
    }
    for (const amount of ["-1", "abc", "1.0000001"]) {
      const error = await refused(fixture, "depositor", "deposit", "--assets", amount);
      expect(error.message).to.match(/: a number with 6 decimals at the most is needed\.$/);
    }
  });

  it("reads percentages, lengths, roles, words and bytes only as they are written", async () => {
    const fixture = await deployed();
    const to = fixture.other.address;
    const wrong: [string[], RegExp][] = [
      [["governor", "set-fee", "--bps", "900", "--recipient", to], /^--bps 900: a percentage like 12.5%/],
      [
        ["governor", "set-fee", "--bps", "9.001%", "--recipient", to],
        /^--bps 9.001%: a percentage with fewer decimals/,
      ],
      [["governor", "set-fee", "--bps", "9%", "--recipient", "0x12"], /^--recipient 0x12: an address/],
      [["governor", "set-grant-delay", "--role-id", "king", "--new-delay", "2d"], /^--role-id king: a role/],
      [
        ["governor", "set-grant-delay", "--role-id", "guardian", "--new-delay", "2 days"],
        /^--new-delay 2 days: a length/,
      ],
      [["operator", "give-up", "--cluster", "1", "--given-up", "maybe"], /^--given-up maybe: yes or no/],
      [["operator", "commission", "--cluster", "1", "--in-service-at", "tomorrow"], /^--in-service-at tomorrow: 2026/],
      [["operator", "reveal-bid", "--auction", "1", "--bid", "5", "--salt", "0x12"], /^--salt 0x12: 0x and 32 bytes/],
      [["curator", "set-mark", "--model", "M".repeat(33), "--per-gpu", "1"], /a name of 1 to 32 letters/],
    ];

    for (const [args, message] of wrong) {
      const error = await refused(fixture, ...args);
      expect(error.message).to.match(message);
      expect(error.exitCode).to.equal(2);
    }
  });

  it("names the field of a file that is missing, or of nothing", async () => {
    const fixture = await approved();
    const approve = async (content: unknown) =>
      refused(fixture, "curator", "approve", "--cluster", "1", "--terms", await acting.file("terms.json", content));

    expect((await approve({ form: "loan" })).message).to.match(/terms.json: terms.operator is missing\.$/);
    expect((await approve({ from: "loan" })).message).to.match(
      /terms.json: terms has the field from, which is none\.$/,
    );
    expect((await approve([])).message).to.match(/terms.form is missing/);
  });

  it("asks for what tells where a contract is", async () => {
    const fixture = await deployed();
    const vault = addressOf(fixture.vault);
    const program = createProgram();
    const args = ["arbiter", "decide", "--cluster", "1", "--period", "1", "--report-stands", "yes"];
    const { message, exitCode } = await cliErrorOf(
      quietly(async () => {
        await program.parseAsync([...args, "--rpc", acting.rpc, "--vault", vault, "--yes"], { from: "user" });
      }),
    );

    expect([message, exitCode]).to.deep.equal(["Nothing tells where the vault's disputes is.", 2]);
  });

  it("refuses clusters that no source of the vault finances", async () => {
    const fixture = await deployed();

    expect((await refused(fixture, "operator", "pay-in", "--cluster", "7", "--amount", "1")).message).to.equal(
      "No source of the vault finances cluster 7.",
    );
    expect((await refused(fixture, "keeper", "refresh-reporting-delay")).next).to.equal(
      "add --manager shares or --manager loans.",
    );
  });

  it("refuses steps that exclude each other, or that nothing asks for", async () => {
    const fixture = await deployed();

    expect((await refused(fixture, "guardian", "pause", "--schedule")).message).to.equal("This needs no announcement.");
    expect((await refused(fixture, "curator", "unpause", "--schedule", "--cancel")).message).to.equal(
      "--schedule and --cancel exclude each other.",
    );
  });

  it("only tries as another account, and says what it would cost", async () => {
    const fixture = await inService();
    const { operator, asset, vault } = fixture;
    const before = await asset.balanceOf(vault);

    const printed = await acting.act(
      fixture,
      "operator",
      "give-up",
      "--cluster",
      "1",
      "--given-up",
      "yes",
      "--from",
      operator.address,
    );

    expect(printed).to.match(/tried, and not sent: it would cost \d+ gas/);
    expect(await fixture.workouts.isGivenUp(1n)).to.equal(false);
    expect(await asset.balanceOf(vault)).to.equal(before);
  });

  it("writes what a Safe is to send, an allowance and an announcement alike, and sends nothing", async () => {
    const fixture = await deployed();
    const { governor, asset, vault, other, accessManager } = fixture;
    await asset.connect(other).approve(vault, 0n);
    const read = async (name: string) =>
      JSON.parse(await readFile(join(acting.folder, name), "utf8")) as {
        chainId: string;
        meta: { name: string };
        transactions: { to: string; data: string; contractMethod: { name: string } }[];
      };

    const printed = await acting.act(
      fixture,
      "depositor",
      "deposit",
      "--assets",
      "5",
      "--from",
      other.address,
      "--safe",
      join(acting.folder, "deposit.json"),
    );
    expect(printed).to.contain("nothing was sent");
    const deposit = await read("deposit.json");
    expect(deposit.chainId).to.equal("31337");
    expect(deposit.transactions.map(({ contractMethod }) => contractMethod.name)).to.deep.equal(["approve", "deposit"]);
    expect(deposit.transactions.map(({ to }) => to)).to.deep.equal([asset.target, vault.target]);

    await acting.act(
      fixture,
      "governor",
      "set-cap",
      "--whole-tokens",
      "5",
      "--from",
      governor.address,
      "--safe",
      join(acting.folder, "cap.json"),
    );
    const addresses = { vault: addressOf(vault) };
    const setCap = encode(createAction("vault", "setCap", { wholeTokens: 5 }), addresses);
    const { transactions, meta } = await read("cap.json");
    expect(meta.name).to.equal("Set what the vault may grow to by deposits to 5 tUSD.");
    expect(transactions.map(({ data }) => data)).to.deep.equal([
      schedule(setCap, addressOf(accessManager) as Address).data,
    ]);
    const [governors, cap] = [["--from", governor.address, "--safe", join(acting.folder, "cap.json")], "set-cap"];
    await acting.act(fixture, "governor", cap, "--whole-tokens", "6", ...governors, "--add");
    const both = await read("cap.json");
    expect(both.meta.name).to.match(/ to 5 tUSD\. Set .* to 6 tUSD\.$/);
    expect(both.transactions.map(({ data }) => data).slice(0, 1)).to.deep.equal(transactions.map(({ data }) => data));
    expect(both.transactions.length).to.equal(2);
    expect(await asset.allowance(other, vault)).to.equal(0n);

    expect(
      (await refused(fixture, "governor", "set-cap", "--whole-tokens", "5", "--safe", "cap.json")).message,
    ).to.equal("--safe needs the Safe's address.");
  });

  it("refuses keys that are none and vaults that are none", async () => {
    const fixture = await deployed();
    const { other } = fixture;
    const key = await cliErrorOf(acting.bare(fixture, { CURATOR_PRIVATE_KEY: "0x12" }, "curator", "unpause"));
    const vault = await refused({ ...fixture, vault: { target: other.address } }, "guardian", "pause");
    const directory = await refused({ ...fixture, directory: { target: other.address } }, "guardian", "pause");

    expect(key.message).to.equal("CURATOR_PRIVATE_KEY is not a private key.");
    expect([vault.message, vault.exitCode]).to.deep.equal([`There is no vault at ${other.address}.`, 2]);
    expect([directory.message, directory.exitCode]).to.deep.equal([`There is no directory at ${other.address}.`, 2]);
  });

  it("ends with the documented codes, and shows no stack", async () => {
    const fixture = await deployed();
    const where = ["--rpc", acting.rpc, "--vault", addressOf(fixture.vault)];
    const nowhere = ["--rpc", "http://127.0.0.1:1", "--vault", addressOf(fixture.vault)];

    const noNode = await runScript("act", ["guardian", "pause", ...nowhere]);
    const unknown = await runScript("act", ["guardian", "dance", ...where]);
    const noTerminal = await runScript("act", ["guardian", "pause", ...where]);
    const done = await runScript("act", ["keeper", "accrue", "--max-ticks", "1", "--yes", "--json", ...where]);

    expect([noNode.code, unknown.code, noTerminal.code, done.code]).to.deep.equal([2, 2, 2, 0]);
    expect(noTerminal.stderr).to.contain("\nerror: Nothing was sent: there is no terminal to ask at.\n→ repeat with");
    expect((JSON.parse(done.stdout) as { step: string }).step).to.equal("call");
    for (const { stderr } of [noNode, unknown, noTerminal, done]) expect(stderr).to.not.match(/^ +at .*\.ts/m);
  });
});
