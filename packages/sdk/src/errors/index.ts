/** Every custom error of the contracts as a sentence with a next step. */

export { explainRevert, revertOf, type Revert, type RevertExplanation } from "./explainRevert.ts";
export { requestName } from "./requestName.ts";
export type { ErrorName, Say, Sentence, Sentences } from "./sentence.ts";
export { sentences } from "./sentences.ts";
export { facilityStatusWord, formWords, milestoneWord } from "./statusWords.ts";
