import { clx, Text } from "@medusajs/ui"

interface ProgressBarProps {
  readonly label: string
  readonly done: number
  /** Null where nobody knows. */
  readonly total: number | null
}

/** How far something long has come. */
export function ProgressBar({ label, done, total }: ProgressBarProps) {
  const share = total === null ? null : Math.min(1, done / Math.max(1, total))
  return (
    <div>
      <Text size="xsmall" className="text-ui-fg-subtle mb-1 tabular-nums">
        {label}
      </Text>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share !== null && { "aria-valuenow": Math.round(share * 100) })}
        className="bg-ui-bg-component h-1.5 overflow-hidden rounded-full"
      >
        <div
          className={clx("bg-ui-fg-interactive h-full rounded-full", share === null && "w-1/3 animate-pulse")}
          {...(share !== null && { style: { width: `${share * 100}%` } })}
        />
      </div>
    </div>
  )
}
