export function Logo() {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className="size-7 shrink-0">
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <g className="fill-on-accent">
        <rect x="8" y="17" width="4" height="7" rx="1" />
        <rect x="14" y="12.5" width="4" height="11.5" rx="1" />
        <rect x="20" y="8" width="4" height="16" rx="1" />
      </g>
    </svg>
  );
}
