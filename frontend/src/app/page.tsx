import { HomePage } from "@/components/vaults/HomePage";

export default function Page() {
  return <HomePage />;
}
