import type { ErrorName, Sentences } from "./sentence";
import { auctionSentences } from "./auctionSentences";
import { bondSentences } from "./bondSentences";
import { bookSentences } from "./bookSentences";
import { boundsSentences } from "./boundsSentences";
import { commonSentences } from "./commonSentences";
import { disputeSentences } from "./disputeSentences";
import { escrowSentences } from "./escrowSentences";
import { feedSentences } from "./feedSentences";
import { milestoneSentences } from "./milestoneSentences";
import { oracleSentences } from "./oracleSentences";
import { queueSentences } from "./queueSentences";
import { quorumSentences } from "./quorumSentences";
import { registrySentences } from "./registrySentences";
import { resolutionSentences } from "./resolutionSentences";
import { underwritingSentences } from "./underwritingSentences";
import { vaultSentences } from "./vaultSentences";

/** One sentence per custom error. The type asks for every error of the generated ABI, so a missing one fails `tsc`. */
export const sentences: Sentences<ErrorName> = {
  ...vaultSentences,
  ...queueSentences,
  ...bookSentences,
  ...escrowSentences,
  ...bondSentences,
  ...underwritingSentences,
  ...milestoneSentences,
  ...auctionSentences,
  ...oracleSentences,
  ...disputeSentences,
  ...feedSentences,
  ...boundsSentences,
  ...quorumSentences,
  ...registrySentences,
  ...resolutionSentences,
  ...commonSentences,
};
