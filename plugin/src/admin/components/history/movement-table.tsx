import { ArchiveBox } from "@medusajs/icons"
import { Button, Skeleton, Text, clx } from "@medusajs/ui"
import type { MovementAnswer } from "../../../api/admin/anyshelf/movements/types"
import { useFormat } from "../../lib/use-format"
import { Notice } from "../notice"
import { MovementRow } from "./movement-row"

interface MovementTableProps {
  readonly movements: readonly MovementAnswer[]
  readonly onItem: ((itemId: string) => void) | null
  /** Null when everything is shown. */
  readonly onOlder: (() => void) | null
  readonly isReading: boolean
  /** True while these rows answer the question before. */
  readonly isStale: boolean
}

const columns = ["when", "what", "where", "onHand", "reserved", "why"] as const

/**
 * Movements, newest first. On a narrow screen each row becomes a card; the roles keep it a table for those who listen, since a
 * browser forgets what a table is once its cells are laid out otherwise.
 */
export function MovementTable({ movements, onItem, onOlder, isReading, isStale }: MovementTableProps) {
  const { t } = useFormat()
  if (movements.length === 0)
    return (
      <Notice icon={<ArchiveBox aria-hidden />} title={t("history.none.title")} message={t("history.none.message")} />
    )
  return (
    <>
      <table
        role="table"
        aria-label={t("history.table.title")}
        aria-busy={isStale}
        className={clx(
          "divide-ui-border-base block w-full border-collapse divide-y transition-opacity xl:table",
          isStale && "opacity-50"
        )}
      >
        <thead role="rowgroup" className="hidden xl:table-header-group">
          <tr role="row" className="txt-compact-xsmall-plus text-ui-fg-subtle bg-ui-bg-subtle">
            {columns.map((name) => (
              <th
                key={name}
                role="columnheader"
                className={clx(
                  "px-3 py-2 first:pl-4 last:pr-4",
                  name === "onHand" || name === "reserved" ? "text-end" : "text-start"
                )}
              >
                {t(`history.table.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        {movements.map((each) => (
          <MovementRow key={each.id} movement={each} onItem={onItem} />
        ))}
      </table>
      <div className="flex justify-center px-6 py-4">
        {onOlder ? (
          <Button size="small" variant="secondary" onClick={onOlder} isLoading={isReading}>
            {t("history.table.older")}
          </Button>
        ) : (
          <Text size="xsmall" className="text-ui-fg-muted">
            {t("history.table.all")}
          </Text>
        )}
      </div>
    </>
  )
}

/** As tall as rows, so that nothing jumps when they arrive. */
export function MovementTableSkeleton() {
  return (
    <div aria-hidden className="divide-ui-border-base divide-y">
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className="flex items-center gap-x-6 px-6 py-3">
          <Skeleton className="h-4 w-16 rounded" />
          <Skeleton className="h-5 w-20 rounded" />
          <Skeleton className="h-4 flex-1 rounded" />
        </div>
      ))}
    </div>
  )
}
