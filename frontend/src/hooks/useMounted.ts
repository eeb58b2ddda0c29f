"use client";

import { useSyncExternalStore } from "react";

/** False while the page is prerendered and in the first pass in the browser, then true. */
export function useMounted(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
