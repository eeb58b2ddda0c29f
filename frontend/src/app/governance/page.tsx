import type { Metadata } from "next";
import dynamic from "next/dynamic";
import { PageSkeleton } from "@/components/shell/PageSkeleton";

export const metadata: Metadata = { title: "Governance" };

// It knows every function of every contract: no other page waits for that.
const GovernancePage = dynamic(async () => (await import("@/components/governance/GovernancePage")).GovernancePage, {
  loading: PageSkeleton,
});

export default function Page() {
  return <GovernancePage />;
}
