import type { Metadata } from "next";
import { ChainPage } from "@/components/shell/ChainPage";

export const metadata: Metadata = { title: "Governance" };

export default function Page() {
  return <ChainPage path="/governance/" />;
}
