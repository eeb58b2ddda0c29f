/** Why a node gave no answer. What to do about it follows from it alone. */
export type Fault =
  | "range" // more than it gives at once: ask for fewer blocks
  | "batch" // more calls than it takes at once
  | "busy" // it has asked for time
  | "gone" // nothing, or nothing that is an answer
  | "behind" // it doesn't know the block yet
  | "refused"; // it won't, however often it is asked

/** What came instead of an answer. */
export type Complaint = {
  readonly words: string; // the node's own
  readonly status?: number | undefined; // of HTTP
  readonly code?: number | undefined; // of JSON-RPC
};

const REVERTED = 3;
const LIMIT_EXCEEDED = -32_005; // of rates and of results alike: the words decide
const RATE_CODES = [429, -32_007, -32_016, -32_029];

/** Before anything about ranges: that it is short of blocks is said in much the same words. */
const BEHIND = anyOf(
  /beyond (the )?current head|greater than (the )?latest|after last accepted|but requested was|future block/,
  /(header|block)s? (is |are )?not (yet )?(found|available|indexed|synced)|unknown block/,
);
const RATE = anyOf(
  /too many requests|rate[- ]?(limit|exceeded)|request (limit|count exceeded)|per second|limit reached|quota/,
  /overloaded|server (is )?busy|try again|retry in/,
);
const BATCH = anyOf(/batch/);
const RANGE = anyOf(
  /(block|blocks|max|maximum|requested|allowed) (block )?(range|span)|range (is )?(too|limit|exceed)|ranges? over/,
  /too many (blocks|results|logs|events)|\d[\d,]*k? ?blocks?\b|limited to (a|0 -) /,
  /(more than|exceeds?|max|maximum)( max| maximum)?( \d+)? ?(results|logs)|exceeds? (the )?limit/,
  /(response|result|results|set)( size)?( is| was)? too (big|large)|size exceeded/,
  /query (timeout|timed out)/,
);
const GONE = anyOf(/time[d]?[ -]?out|deadline|unavailable|backend|upstream|bad gateway|temporar/);

/** Reads a complaint. Only the one that says that too much was asked for lowers what is asked for. */
export function faultOf({ words, status, code }: Complaint): Fault {
  if (code === REVERTED || /\brevert/i.test(words)) return "refused";
  if (BEHIND.test(words)) return "behind";
  if (status === 429 || (code !== undefined && RATE_CODES.includes(code))) return "busy";
  if (BATCH.test(words)) return "batch";
  if (RANGE.test(words) || status === 413) return "range";
  if (RATE.test(words) || code === LIMIT_EXCEEDED || status === 503) return "busy";
  if (GONE.test(words) || (code === undefined && status !== undefined && (status >= 500 || status === 408))) {
    return "gone";
  }
  return "refused";
}

function anyOf(...words: readonly RegExp[]): RegExp {
  return new RegExp(words.map(({ source }) => source).join("|"), "i");
}
