import type { ErrorName, Sentences } from "./sentence.ts";
import { auctionSentences } from "./auctionSentences.ts";
import { bondSentences } from "./bondSentences.ts";
import { boundsSentences } from "./boundsSentences.ts";
import { clockSentences } from "./clockSentences.ts";
import { commonSentences } from "./commonSentences.ts";
import { contradictionSentences } from "./contradictionSentences.ts";
import { covenantSentences } from "./covenantSentences.ts";
import { directorySentences } from "./directorySentences.ts";
import { disputeSentences } from "./disputeSentences.ts";
import { escrowSentences } from "./escrowSentences.ts";
import { facilitySentences } from "./facilitySentences.ts";
import { feedSentences } from "./feedSentences.ts";
import { ledgerSentences } from "./ledgerSentences.ts";
import { drawEscrowSentences } from "./drawEscrowSentences.ts";
import { oracleSentences } from "./oracleSentences.ts";
import { originationSentences } from "./originationSentences.ts";
import { queueSentences } from "./queueSentences.ts";
import { quorumSentences } from "./quorumSentences.ts";
import { registrySentences } from "./registrySentences.ts";
import { lossSentences } from "./lossSentences.ts";
import { workoutSentences } from "./workoutSentences.ts";
import { routerSentences } from "./routerSentences.ts";
import { drawLimitSentences } from "./drawLimitSentences.ts";
import { stakesSentences } from "./stakesSentences.ts";
import { vaultSentences } from "./vaultSentences.ts";

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
  ...stakesSentences,
  ...feedSentences,
  ...boundsSentences,
  ...quorumSentences,
  ...registrySentences,
  ...lossSentences,
  ...workoutSentences,
  ...commonSentences,
};
