import { useState } from "react";
import { Button } from "../ui/Button";
import { TextField } from "../ui/TextField";

type PasteSignatureProps = {
  placeholder: string;
  /** Takes what was pasted, as a file would be; the field is empty once it has. */
  onPaste: (file: { name: string; text: string }) => Promise<void>;
};

/** A signature as text, where there is no file of it. */
export function PasteSignature({ placeholder, onPaste }: PasteSignatureProps) {
  const [pasted, setPasted] = useState("");
  const text = pasted.trim();
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (text === "") return;
        void onPaste({ name: "What was pasted", text }).then(() => setPasted(""));
      }}
    >
      <TextField label="A signature as text" value={pasted} onChange={setPasted} placeholder={placeholder} />
      <Button type="submit" look="secondary" aria-disabled={text === "" ? true : undefined}>
        Add it
      </Button>
    </form>
  );
}
