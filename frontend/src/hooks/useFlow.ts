"use client";

import { createContext, useContext } from "react";
import type { Flow } from "@/lib/flows/flow";

/** Opens the dialog that shows a flow, asks for consent and carries it out. */
export const FlowStarter = createContext<((flow: Flow) => void) | undefined>(undefined);

export function useFlow(): (flow: Flow) => void {
  const start = useContext(FlowStarter);
  if (!start) throw new Error("useFlow needs a FlowProvider above it.");
  return start;
}
