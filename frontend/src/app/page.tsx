import { VaultPage } from "@/components/vault/VaultPage";

export default function Page() {
  return <VaultPage />;
}
