import type { Metadata } from "next";
import { VaultPage } from "@/components/vault/VaultPage";

export const metadata: Metadata = { title: "Vault" };

export default function Page() {
  return <VaultPage />;
}
