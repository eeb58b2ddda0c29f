import { recompute, type RecomputeQuestion } from "./recompute";

/** One question, one answer: the page makes a worker for each. */
self.addEventListener("message", ({ data }: MessageEvent<RecomputeQuestion>) => {
  self.postMessage(recompute(data));
});
