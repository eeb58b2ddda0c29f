import type { VaultPoint } from "../history/vaultTimeline";
import type { RecomputeQuestion } from "./recompute";

/** Recomputes beside the page: a long past takes seconds, in which it can be scrolled and typed in. */
export function askWorker(question: RecomputeQuestion): Promise<VaultPoint | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./recompute.worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<VaultPoint | undefined>) => {
      worker.terminate();
      resolve(data ?? null);
    });
    worker.addEventListener("error", ({ message }) => {
      worker.terminate();
      reject(new Error(message));
    });
    worker.postMessage(question);
  });
}
