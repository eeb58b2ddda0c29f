"use client";

import { createContext, useContext } from "react";
import type { Flow, Preparation } from "@/lib/flows/flow";

/** Opens the dialog that shows a flow, asks for consent and carries it out. `onDone`: once it is verified. */
export type StartFlow = (flow: Flow | Preparation, onDone?: () => void) => void;

export const FlowStarter = createContext<StartFlow | undefined>(undefined);

export function useFlow(): StartFlow {
  const start = useContext(FlowStarter);
  if (!start) throw new Error("useFlow needs a FlowProvider above it.");
  return start;
}
