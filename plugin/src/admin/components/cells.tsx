import { clx } from "@medusajs/ui"
import type { ReactNode } from "react"

/** A table row that is a card's grid where there is too little room for columns. */
export const rowClass = "grid grid-cols-3 gap-x-4 gap-y-3 px-4 py-2 sm:grid-cols-6 xl:table-row xl:p-0"

interface CellProps {
  readonly children?: ReactNode
  /** Takes a card's whole width. */
  readonly isWide?: boolean
  readonly columns?: number
  readonly className?: string
}

/** A cell of a table, or a part of a card. */
export function Cell({ children, isWide, columns, className }: CellProps) {
  return (
    <td
      role="cell"
      colSpan={columns}
      className={clx(
        "min-w-0 align-middle xl:px-3 xl:py-3 xl:first:pl-4 xl:last:pr-4",
        isWide && "col-span-full",
        className
      )}
    >
      {children}
    </td>
  )
}

interface NumberCellProps {
  /** Stands above the number where there is no header row. */
  readonly label: string
  readonly isStrong?: boolean
  readonly children: ReactNode
}

/** A number at the end of its column, or under its label in a card. */
export function NumberCell({ label, isStrong, children }: NumberCellProps) {
  return (
    <Cell className="xl:text-end">
      <span className="txt-compact-xsmall text-ui-fg-subtle mb-0.5 block xl:hidden">{label}</span>
      <span
        className={clx(
          "tabular-nums",
          isStrong ? "txt-compact-small-plus text-ui-fg-base" : "txt-compact-small text-ui-fg-subtle"
        )}
      >
        {children}
      </span>
    </Cell>
  )
}
