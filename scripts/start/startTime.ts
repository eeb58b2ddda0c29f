import type { Progress } from "../lib/progress.ts";
import type { ChainContext } from "../replay/setUp.ts";
import { listenAnywhere } from "./ports.ts";
import { TimeMachine } from "./TimeMachine.ts";
import { createTimeServer } from "./timeServer.ts";

export type Time = {
  /** Where the web app asks for what time can bring; of this machine only. */
  url: string;
  /** From here on days pass by themselves, where they do. */
  start(): void;
  close(): Promise<void>;
};

/**
 * Serves the time machine of a local chain.
 *
 * @param dayEvery Milliseconds in which a day passes, reported and paid, until somebody uses the machine; none passes
 *   where it is left out.
 */
export async function startTime(
  contexts: readonly ChainContext[],
  dayEvery: number | undefined,
  progress: Progress,
): Promise<Time> {
  const machine = new TimeMachine(contexts);
  let isByHand = false;
  let next: NodeJS.Timeout | undefined;
  const server = createTimeServer((act, vault) => {
    isByHand = true;
    return machine.bring(act, vault);
  });
  const served = await listenAnywhere(server);

  const passDay = async (): Promise<void> => {
    if (isByHand) return;
    try {
      await machine.bring("day-paid");
      next = setTimeout(() => void passDay(), dayEvery);
    } catch (error) {
      progress.say(`days have stopped passing: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    url: served.url,
    start() {
      if (dayEvery !== undefined) next = setTimeout(() => void passDay(), dayEvery);
    },
    async close() {
      isByHand = true;
      clearTimeout(next);
      await served.close();
    },
  };
}
