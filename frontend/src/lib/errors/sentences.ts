import type { ErrorName, Sentences } from "./sentence";
import { auctionSentences } from "./auctionSentences";
import { bondSentences } from "./bondSentences";
import { boundsSentences } from "./boundsSentences";
import { clockSentences } from "./clockSentences";
import { commonSentences } from "./commonSentences";
import { contradictionSentences } from "./contradictionSentences";
import { covenantSentences } from "./covenantSentences";
import { directorySentences } from "./directorySentences";
import { disputeSentences } from "./disputeSentences";
import { escrowSentences } from "./escrowSentences";
import { facilitySentences } from "./facilitySentences";
import { feedSentences } from "./feedSentences";
import { ledgerSentences } from "./ledgerSentences";
import { drawEscrowSentences } from "./drawEscrowSentences";
import { oracleSentences } from "./oracleSentences";
import { originationSentences } from "./originationSentences";
import { queueSentences } from "./queueSentences";
import { quorumSentences } from "./quorumSentences";
import { registrySentences } from "./registrySentences";
import { lossSentences } from "./lossSentences";
import { workoutSentences } from "./workoutSentences";
import { routerSentences } from "./routerSentences";
import { drawLimitSentences } from "./drawLimitSentences";
import { vaultSentences } from "./vaultSentences";

/** One sentence per custom error. The type asks for every error of the generated ABI, so a missing one fails `tsc`. */
export const sentences: Sentences<ErrorName> = {
  ...vaultSentences,
  ...routerSentences,
  ...queueSentences,
  ...facilitySentences,
  ...originationSentences,
  ...ledgerSentences,
  ...covenantSentences,
  ...escrowSentences,
  ...bondSentences,
  ...drawLimitSentences,
  ...drawEscrowSentences,
  ...auctionSentences,
  ...oracleSentences,
  ...clockSentences,
  ...contradictionSentences,
  ...directorySentences,
  ...disputeSentences,
  ...feedSentences,
  ...boundsSentences,
  ...quorumSentences,
  ...registrySentences,
  ...lossSentences,
  ...workoutSentences,
  ...commonSentences,
};
