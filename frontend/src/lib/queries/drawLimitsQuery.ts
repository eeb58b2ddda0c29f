import { queryOptions } from "@tanstack/react-query";
import type { Head, ReadContext } from "../chain/client";
import { readDrawLimits } from "../chain/readDrawLimits";
import { OF_A_BLOCK } from "./chainQueries";

export function drawLimitsQuery(context: ReadContext, asOf: Head) {
  return queryOptions({
    queryKey: ["drawLimits", asOf.number.toString()],
    queryFn: () => readDrawLimits(context, asOf),
    ...OF_A_BLOCK,
  });
}
