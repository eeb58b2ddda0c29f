import type { Head } from "@/lib/chain/client";

/** The block whose figures these are. */
export function AsOf({ head }: { head: Head }) {
  return <>at block {head.number.toLocaleString("en-US")}</>;
}
