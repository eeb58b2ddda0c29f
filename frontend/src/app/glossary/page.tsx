import type { Metadata } from "next";
import { GlossaryPage } from "@/components/glossary/GlossaryPage";

export const metadata: Metadata = { title: "Words" };

export default function Page() {
  return <GlossaryPage />;
}
