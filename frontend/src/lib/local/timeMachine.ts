import type { Address } from "viem";

/** What the time machine of a local chain can bring. */
export type TimeAct = "day-paid" | "day-unpaid" | "report-missed" | "default";

/** What happened, or why nothing did, in a sentence. */
export type TimeAnswer = { said: string } | { refused: string };

/** Asks the time machine, which answers once it has happened. */
export async function bringTime(url: string, act: TimeAct, vault: Address): Promise<TimeAnswer> {
  try {
    const response = await fetch(`${url}/${act}?vault=${vault}`, { method: "POST" });
    return (await response.json()) as TimeAnswer;
  } catch {
    return { refused: "The time machine does not answer. Is the local chain still running?" };
  }
}
