import { cancel, schedule, type Standing, type Transaction } from "@gpu-yield-vaults/sdk/actions";
import type { Say } from "@gpu-yield-vaults/sdk/errors";
import type { Address } from "viem";
import { CliError } from "../lib/cliError.ts";

/** Exit code while a delay has not passed. */
export const NOT_YET = 3;

/** What of an operation that waits is asked for; nothing: whatever is possible now. */
export type Step = "schedule" | "execute" | "cancel";

/** What is to be sent, and what it means. */
export type Route = { does: "call" | "schedule" | "cancel"; transaction: Transaction; words: string };

type Asked = { transaction: Transaction; authority: Address; sender: Address; announcer?: Address | undefined };

/** What of an action can be done now, by what the authority says of its sender. */
export function routeOf(standing: Standing, step: Step | undefined, asked: Asked, say: Say): Route {
  const { transaction, authority, sender, announcer } = asked;
  if (step === "cancel") {
    const words = `Take back what ${announcer === undefined ? "the sender" : say.account(announcer)} has announced.`;
    return { does: "cancel", transaction: cancel(transaction, authority, announcer ?? sender), words };
  }
  const call: Route = { does: "call", transaction, words: "" };
  switch (standing.is) {
    case "open":
    case "immediate":
      if (step === undefined) return call;
      throw new CliError("This needs no announcement.", [], `leave --${step} out.`, 2);
    case "forbidden":
      throw new CliError(
        `${say.account(sender)} may not do that.`,
        [`the authority asks for the role ${standing.role}`],
        "use the key of who has it.",
      );
    case "unannounced":
      if (step === "execute") {
        throw notYet("This has not been announced, or too long ago.", [], "repeat with --schedule.");
      }
      return {
        does: "schedule",
        transaction: schedule(transaction, authority),
        words: `Announce it; it can be carried out ${say.length(standing.delay)} later, for a week.`,
      };
    case "waiting": {
      const facts = [`announced; from ${say.moment(standing.from)} on, until ${say.moment(standing.until)}`];
      const next = `repeat the command in ${say.length(standing.from - standing.now)}, or with --cancel.`;
      throw notYet("Its delay has not passed.", facts, next);
    }
    case "ready":
      if (step !== "schedule") return { ...call, words: "Its delay has passed: carry it out." };
      throw new CliError("This is announced already, and its delay has passed.", [], "leave --schedule out.");
  }
}

const notYet = (summary: string, facts: readonly string[], next: string) => new CliError(summary, facts, next, NOT_YET);
