import { Text, clx } from "@medusajs/ui"
import type { ReactNode } from "react"

interface NoticeProps {
  readonly icon: ReactNode
  readonly title: string
  readonly message: string
  /** What the reader can do about it. */
  readonly action?: ReactNode
  /** True when it must be announced at once. */
  readonly isAlert?: boolean
  readonly className?: string
}

/** What a list shows instead of rows: nothing yet, nothing found, or a fault. */
export function Notice({ icon, title, message, action, isAlert, className }: NoticeProps) {
  return (
    <div
      role={isAlert ? "alert" : "status"}
      className={clx("flex flex-col items-center justify-center gap-y-4 px-6 py-16 text-center", className)}
    >
      <div className="text-ui-fg-subtle flex flex-col items-center gap-y-3">
        {icon}
        <div className="flex flex-col items-center gap-y-1">
          <Text size="small" leading="compact" weight="plus" className="text-ui-fg-base break-words">
            {title}
          </Text>
          <Text size="small" className="text-ui-fg-muted max-w-[420px] text-balance">
            {message}
          </Text>
        </div>
      </div>
      {action}
    </div>
  )
}
