import type { Metadata } from "next";
import { Suspense } from "react";
import { CalculatorPage } from "@/components/calculator/CalculatorPage";

export const metadata: Metadata = { title: "Calculator" };

export default function Page() {
  return (
    <Suspense>
      <CalculatorPage />
    </Suspense>
  );
}
