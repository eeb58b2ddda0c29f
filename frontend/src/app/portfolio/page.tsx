import type { Metadata } from "next";
import { ChainPage } from "@/components/shell/ChainPage";

export const metadata: Metadata = { title: "Portfolio" };

export default function Page() {
  return <ChainPage path="/portfolio/" />;
}
