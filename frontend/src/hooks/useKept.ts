"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";

export type Kept<Data> = {
  /** The newest answer there is; undefined until there was one. */
  data: Data | undefined;
  /** Why the newest block could not be read; what is shown is of an older one then. */
  error: Error | null;
};

/**
 * A query of a block, whose last answer stands until there is a newer one: what could not be read takes nothing away
 * from what is known.
 *
 * @param isOwn Whether an older answer is about the same thing
 */
export function useKept<Data>(
  { data, error }: Pick<UseQueryResult<Data>, "data" | "error">,
  isOwn: (data: Data) => boolean = () => true,
): Kept<Data> {
  const [kept, keep] = useState(data);
  if (data !== undefined && data !== kept) keep(data);
  const known = data ?? kept;
  return { data: known !== undefined && isOwn(known) ? known : undefined, error };
}
