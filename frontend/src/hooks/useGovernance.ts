"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AuthorityReader } from "@/lib/governance/AuthorityReader";
import { authorityQuery, pendingQuery, rolesQuery } from "@/lib/queries/governanceQueries";
import { useChain } from "./useChain";
import { useKept } from "./useKept";
import { useProtocol } from "./useProtocol";

/** Who holds which role, and what is announced: by the authority's events and views alone. */
export function useGovernance() {
  const { read, deployment, logs } = useProtocol();
  const { head } = useChain();
  const [reader] = useState(() => new AuthorityReader(deployment, logs));
  const past = useKept(useQuery(authorityQuery(reader, head)));
  const roles = useKept(useQuery(rolesQuery(read, past.data)));
  const pending = useKept(useQuery(pendingQuery(read, past.data)));
  return { roles: roles.data, pending: pending.data, error: past.error ?? roles.error ?? pending.error };
}
