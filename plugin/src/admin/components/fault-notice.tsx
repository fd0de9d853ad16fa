import { ExclamationCircle } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { useFormat } from "../lib/use-format"
import { Notice } from "./notice"

interface FaultNoticeProps {
  readonly error: unknown
  readonly onRetry: () => void
  readonly isRetrying: boolean
  readonly className?: string
}

/** Says what went wrong and offers to try again. */
export function FaultNotice({ error, onRetry, isRetrying, className }: FaultNoticeProps) {
  const { t, fault } = useFormat()
  return (
    <Notice
      isAlert
      icon={<ExclamationCircle aria-hidden className="text-ui-fg-error" />}
      title={t("availability.failed.title")}
      message={fault(error)}
      {...(className ? { className } : {})}
      action={
        <Button size="small" variant="secondary" onClick={onRetry} isLoading={isRetrying}>
          {t("availability.failed.retry")}
        </Button>
      }
    />
  )
}

/** The same above numbers that are still there, but may be old. */
export function FaultBanner({ error, onRetry, isRetrying }: FaultNoticeProps) {
  const { t, fault } = useFormat()
  return (
    <div role="alert" className="bg-ui-bg-subtle flex flex-wrap items-center gap-x-3 gap-y-2 px-6 py-3">
      <ExclamationCircle aria-hidden className="text-ui-fg-error shrink-0" />
      <Text size="small" className="text-ui-fg-subtle min-w-0 flex-1">
        {t("availability.failed.old")} {fault(error)}
      </Text>
      <Button size="small" variant="secondary" onClick={onRetry} isLoading={isRetrying}>
        {t("availability.failed.retry")}
      </Button>
    </div>
  )
}
