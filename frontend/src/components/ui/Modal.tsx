"use client";

import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { useRef, type ReactNode } from "react";

type ModalProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: string;
  children: ReactNode;
};

/**
 * A dialog: centred on a wide screen, a sheet from below on a phone. Focus goes back to what opened it; where that is
 * gone, to the refuge around it, or to the page.
 */
export function Modal({ open, onOpenChange, title, description, children }: ModalProps) {
  const opener = useRef<HTMLElement>(null);
  const refuge = useRef<HTMLElement>(null);
  const giveFocusBack = (event: Event): void => {
    event.preventDefault();
    const places = [opener.current, refuge.current, document.getElementById("content")];
    places.find((place) => place?.isConnected)?.focus();
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Dialog.Content
          onOpenAutoFocus={() => {
            opener.current = document.activeElement as HTMLElement | null;
            refuge.current = opener.current?.closest<HTMLElement>("[data-focus-refuge]") ?? null;
          }}
          onCloseAutoFocus={giveFocusBack}
          className={
            "animate-rise fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] overflow-y-auto rounded-t-2xl " +
            "border bg-surface p-5 shadow-2xl sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-[27rem] " +
            "sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-2xl sm:p-6"
          }
        >
          <div className="flex items-start justify-between gap-4">
            <div>
              <Dialog.Title className="text-lg font-semibold tracking-tight">{title}</Dialog.Title>
              <Dialog.Description className="mt-0.5 text-sm text-soft">{description}</Dialog.Description>
            </div>
            <Dialog.Close
              aria-label="Close"
              className="-m-1.5 rounded-lg p-1.5 text-faint hover:bg-sunken hover:text-ink"
            >
              <X aria-hidden className="size-5" />
            </Dialog.Close>
          </div>
          <div className="mt-5">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
