import type { Fault } from "./faults.ts";
import { nodeErrorOf, type NodeError } from "./NodeError.ts";

/** Milliseconds for which a node is waited for, unless told. */
export const PATIENCE = 60_000;

const FIRST_PAUSE = 250; // ms
const LONGEST_PAUSE = 8_000;

/** What passes by itself. */
export const isPassing = (fault: Fault): boolean => fault === "busy" || fault === "gone" || fault === "behind";

/**
 * Asks again what a node was too busy for, or not there, as long as it says or each time twice as long, and never for
 * less. Throws a `NodeError` for what the node is to blame for.
 *
 * @param patience Milliseconds after which it gives up.
 * @param isWorthwhile Whether asking again may help.
 */
export async function patiently<T>(
  ask: () => Promise<T>,
  patience: number = PATIENCE,
  isWorthwhile = ({ fault }: NodeError): boolean => isPassing(fault),
): Promise<T> {
  const until = Date.now() + patience;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await ask();
    } catch (error) {
      const failure = nodeErrorOf(error);
      if (!failure) throw error;
      const wait = failure.wait ?? pause;
      failure.isGivenUp ||= Date.now() + wait > until;
      if (failure.isGivenUp || !isWorthwhile(failure)) throw failure;
      await sleep(wait);
    }
  }
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
