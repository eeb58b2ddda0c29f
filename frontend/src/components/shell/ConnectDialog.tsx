"use client";

import { FlaskConical, Wallet } from "lucide-react";
import type { ReactNode } from "react";
import { useConnect, useConnectors, type Connector } from "wagmi";
import { useProtocol } from "@/hooks/useProtocol";
import { isRejection } from "@/lib/errors/explain";
import { shortAddress } from "@/lib/format/address";
import { testAccountConnector } from "@/lib/wagmi/testAccountConnector";
import { Modal } from "../ui/Modal";
import { Notice } from "../ui/Notice";

type ConnectDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** The wallets that announced themselves (EIP-6963) and, on the local chain, its test accounts. */
export function ConnectDialog({ open, onOpenChange }: ConnectDialogProps) {
  const { deployment } = useProtocol();
  const connectors = useConnectors();
  const connect = useConnect();

  const testAccounts = connectors.filter(({ type }) => type === testAccountConnector.type);
  const wallets = connectors.filter(({ type }) => type !== testAccountConnector.type);
  const choose = (connector: Connector): void =>
    connect.mutate({ connector }, { onSuccess: () => onOpenChange(false) });
  const waitingFor = connect.isPending ? connect.variables.connector : undefined;

  return (
    <Modal
      open={open}
      onOpenChange={(next) => {
        if (!next) connect.reset();
        onOpenChange(next);
      }}
      title="Connect an account"
      description={`To deposit, withdraw or operate on ${deployment.name}. Reading needs none.`}
    >
      {connect.isError && (
        <Notice tone={isRejection(connect.error) ? "info" : "bad"} live className="mb-4">
          {isRejection(connect.error)
            ? "You declined the connection in your wallet. Nothing was shared."
            : "The wallet could not be connected. Unlock it and try again."}
        </Notice>
      )}
      <Group title="Wallets">
        {wallets.map((connector) => (
          <Choice
            key={connector.uid}
            icon={
              connector.icon ? (
                // A wallet's own icon is a data URL (EIP-6963): there is nothing to optimise.
                <img src={connector.icon.trim()} alt="" className="size-6 rounded-md" />
              ) : (
                <Wallet aria-hidden className="size-5 text-faint" />
              )
            }
            name={connector.name}
            note={waitingFor === connector ? "Waiting for the wallet…" : undefined}
            disabled={connect.isPending}
            onClick={() => choose(connector)}
          />
        ))}
        {wallets.length === 0 && (
          <p className="rounded-xl border border-dashed px-4 py-3 text-sm text-soft">
            No wallet announced itself in this browser. Install one and reload.
          </p>
        )}
      </Group>
      {testAccounts.length > 0 && (
        <Group title="Test accounts of the local chain" note="Public keys to play with. They sign without asking.">
          {testAccounts.map((connector, index) => {
            const account = deployment.testAccounts[index];
            return (
              <Choice
                key={connector.uid}
                icon={<FlaskConical aria-hidden className="size-5 text-faint" />}
                name={connector.name}
                note={account && shortAddress(account.address)}
                disabled={connect.isPending}
                onClick={() => choose(connector)}
              />
            );
          })}
        </Group>
      )}
    </Modal>
  );
}

function Group({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="mt-5 first:mt-0">
      <h3 className="text-[0.8125rem] font-medium text-faint">{title}</h3>
      {note && <p className="text-[0.8125rem] text-faint">{note}</p>}
      <div className="mt-2 space-y-2">{children}</div>
    </section>
  );
}

type ChoiceProps = {
  icon: ReactNode;
  name: string;
  note?: string;
  disabled: boolean;
  onClick: () => void;
};

function Choice({ icon, name, note, disabled, onClick }: ChoiceProps) {
  return (
    <button
      type="button"
      aria-disabled={disabled ? true : undefined}
      onClick={disabled ? undefined : onClick}
      className={
        "flex w-full items-center gap-3 rounded-xl border px-4 py-3 text-left text-sm font-medium " +
        "transition-colors hover:border-line-strong hover:bg-sunken aria-disabled:opacity-60"
      }
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {note && <span className="font-normal text-faint">{note}</span>}
    </button>
  );
}
