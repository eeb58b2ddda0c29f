"use client";

import type { Token } from "@/lib/chain/readTokens";
import type { FacilityPast } from "@/lib/history/facilityPast";
import { Details } from "../ui/Details";
import { FacilityAccount } from "./FacilityAccount";
import { FacilityLife } from "./FacilityLife";

type FacilityPastDetailsProps = {
  past: FacilityPast;
  asset: Token;
  /** Open from the beginning: something went wrong that everybody should see. */
  isOpen: boolean;
};

/** One facility's account and its life, for whoever asks. */
export function FacilityPastDetails({ past: { statement, life }, asset, isOpen }: FacilityPastDetailsProps) {
  return (
    <Details title="What became of the money" note={`in ${asset.symbol}, to the unit`} isOpenFirst={isOpen}>
      <FacilityAccount statement={statement} asset={asset} />
      <h4 className="mt-5 mb-3 text-sm font-medium">What happened</h4>
      <FacilityLife life={life} asset={asset} />
    </Details>
  );
}
