import { ChainPage } from "@/components/shell/ChainPage";

export default function Page() {
  return <ChainPage path="/" />;
}
