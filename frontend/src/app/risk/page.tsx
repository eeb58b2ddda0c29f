import type { Metadata } from "next";
import { RiskPage } from "@/components/risk/RiskPage";

export const metadata: Metadata = { title: "Risk" };

export default function Page() {
  return <RiskPage />;
}
