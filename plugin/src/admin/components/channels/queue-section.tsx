import { Button, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useFormat } from "../../lib/use-format"

interface QueueSectionProps<Row> {
  readonly title: string
  readonly rows: readonly Row[]
  readonly list: { readonly hasNextPage: boolean; readonly isFetchingNextPage: boolean; fetchNextPage(): unknown }
  readonly action?: ReactNode
  readonly children: (row: Row) => ReactNode
}

/** One kind of things that wait for a person. Nothing at all when none does. */
export function QueueSection<Row>({ title, rows, list, action, children }: QueueSectionProps<Row>) {
  const { t } = useFormat()
  if (rows.length === 0) return null
  return (
    <section aria-label={title}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 pb-1 pt-5">
        <Heading level="h2">{title}</Heading>
        {action}
      </div>
      <ul className="divide-ui-border-base divide-y">{rows.map(children)}</ul>
      {list.hasNextPage && (
        <div className="flex justify-center px-6 pb-4">
          <Button
            size="small"
            variant="secondary"
            isLoading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t("channels.queue.more")}
          </Button>
        </div>
      )}
    </section>
  )
}

interface QueueRowProps {
  readonly title: string
  readonly badge?: ReactNode
  readonly reason: string
  /** What may be left out is an empty text. */
  readonly details: readonly string[]
  readonly link?: ReactNode
  /** What can be done about it. */
  readonly children: ReactNode
}

/** One thing that waits: what it is, why, and what to do. */
export function QueueRow({ title, badge, reason, details, link, children }: QueueRowProps) {
  return (
    <li className="flex flex-col gap-x-6 gap-y-3 px-6 py-4 md:flex-row md:items-start md:justify-between">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Text size="small" weight="plus" className="break-words">
            {title}
          </Text>
          {badge}
        </div>
        <Text size="small" className="text-ui-fg-subtle max-w-[720px] break-words">
          {reason}
        </Text>
        <Text as="div" size="xsmall" className="text-ui-fg-muted mt-1 flex flex-wrap gap-x-3">
          {details.filter(Boolean).map((detail) => (
            <span key={detail}>{detail}</span>
          ))}
          {link}
        </Text>
      </div>
      <div className="flex shrink-0 flex-wrap gap-2">{children}</div>
    </li>
  )
}
