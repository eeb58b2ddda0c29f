const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `17 Nov 2025`, in UTC like every time of this app: reports and chains count in UTC. */
export function formatDate(seconds: number): string {
  return new Date(seconds * 1000).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** `17 Nov`, for axes. */
export function formatDay(seconds: number): string {
  return new Date(seconds * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
}

/** `17 Nov 2025, 06:30 UTC`. */
export function formatDateTime(seconds: number): string {
  const time = new Date(seconds * 1000).toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
  });
  return `${formatDate(seconds)}, ${time} UTC`;
}

/** The two largest units of a length: `2 d 4 h`, `35 min`, `12 s`. */
export function formatDuration(seconds: number): string {
  const length = Math.max(0, Math.floor(seconds));
  if (length >= 2 * 365 * DAY) return `${trim(length / (365 * DAY))} y`;
  if (length >= DAY) return pair(length, DAY, "d", HOUR, "h");
  if (length >= HOUR) return pair(length, HOUR, "h", MINUTE, "min");
  if (length >= MINUTE) return pair(length, MINUTE, "min", 1, "s");
  return `${length} s`;
}

/** `in 3 h`, `2 d ago`, `now`, measured against the chain's clock. */
export function formatFromNow(at: number, now: number): string {
  if (at === now) return "now";
  return at > now ? `in ${formatDuration(at - now)}` : `${formatDuration(now - at)} ago`;
}

function pair(length: number, big: number, bigName: string, small: number, smallName: string): string {
  const first = Math.floor(length / big);
  const second = Math.floor((length % big) / small);
  return second === 0 || first >= 10 ? `${first} ${bigName}` : `${first} ${bigName} ${second} ${smallName}`;
}

function trim(value: number): string {
  return value.toFixed(1).replace(/\.0$/, "");
}
