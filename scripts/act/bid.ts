import { createAction, lookThrough, type Action } from "@gpu-yield-vaults/sdk/actions";
import { readPercent, readUnitsOf, readWhole, type Units } from "@gpu-yield-vaults/sdk/inputs";
import { existsSync } from "node:fs";
import { toHex, type Hex } from "viem";
import { z } from "zod";
import { CliError } from "../lib/cliError.ts";
import { readJsonAs } from "../lib/inFile.ts";
import { writeWhole } from "../lib/outFile.ts";
import { within, type Common } from "./act.ts";
import { notFound } from "./perform.ts";
import type { Setting } from "./send.ts";
import { toJson } from "./tell.ts";
import { taken } from "./taken.ts";

const sealSchema = z.object({
  auction: z.string(),
  bidder: z.string(),
  bid: z.string(),
  salt: z.string().transform((text) => text as Hex),
});

type OfBid = Common & { auction: string; bid: string; seal: string };

/** Seals a bid. What opens the seal is kept in a file before anything is sent: without it the bond is lost. */
export async function bid(given: OfBid): Promise<void> {
  await within("operator", given, async (setting, units) => {
    const auction = taken(() => readWhole("--auction", given.auction));
    const look = lookAt(setting);
    const { form } = (await look("auction", "auctionOf", [auction])) as { form: number };
    const amount = taken(() => bidIn(form, given.bid, units));
    if (existsSync(given.seal)) {
      throw new CliError(`${given.seal} is there already.`, [], "name another file, or reveal what it seals.", 2);
    }
    const salt = toHex(crypto.getRandomValues(new Uint8Array(32)));
    const seal = { auction, bidder: setting.sender, bid: amount, salt };
    await writeWhole(given.seal, toJson(seal));
    const hash = (await look("auction", "commitmentHash", [auction, setting.sender, amount, salt])) as Hex;
    return { action: createAction("auction", "commit", { auction, hash }), setting };
  });
}

/** Opens a seal that `bid` has kept. */
export async function reveal(given: Common & { seal: string }): Promise<void> {
  await within("operator", given, async (setting) => {
    lookAt(setting);
    const seal = await readJsonAs(given.seal, sealSchema, "a seal");
    if (seal.bidder.toLowerCase() !== setting.sender.toLowerCase()) {
      throw new CliError(`${given.seal} is a seal of ${seal.bidder}.`, [], "use its key.", 2);
    }
    const [auction, amount] = [BigInt(seal.auction), BigInt(seal.bid)];
    const action: Action = createAction("auction", "reveal", { auction, bid: amount, salt: seal.salt });
    return { action, setting };
  });
}

function lookAt({ client, addresses }: Setting) {
  if (addresses.auction === undefined) throw notFound("auction");
  return lookThrough(client, addresses);
}

/** A bid in the unit of the term it becomes: a loan's yearly rate, a lease's rent, the vault's share. */
function bidIn(form: number, text: string, units: Units): bigint {
  if (form === 1) return readPercent("--bid", text, 10n ** 18n, true);
  if (form === 2) return readUnitsOf("--bid", text, units.decimals);
  return readPercent("--bid", text, 10_000n, true);
}
