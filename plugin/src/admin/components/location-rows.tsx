import { Badge, clx } from "@medusajs/ui"
import type { ReactNode } from "react"
import type { LocationAvailabilityRow, StockTermsRow } from "../../api/admin/anyshelf/availability/types"
import { useFormat } from "../lib/use-format"
import { EditableQuantity } from "./editable-quantity"
import { ShelfBar } from "./shelf-bar"
import type { DetailsContext } from "./variant-details"

interface LocationRowsProps {
  readonly location: LocationAvailabilityRow
  /** What a full-width bar stands for. */
  readonly scale: number
  readonly isKit: boolean
  readonly onSave: DetailsContext["onSave"]
}

/** One location: a row for each stock item that the variant is made of, which is one unless it is a kit. */
export function LocationRows({ location, ...context }: LocationRowsProps) {
  return location.terms.map((terms, index) => (
    <TermsRow key={terms.inventory_item_id} location={location} terms={terms} isFirst={index === 0} {...context} />
  ))
}

interface TermsRowProps extends LocationRowsProps {
  readonly terms: StockTermsRow
  readonly isFirst: boolean
}

function TermsRow({ location, terms, isFirst, scale, isKit, onSave }: TermsRowProps) {
  const { t, quantity } = useFormat()
  const of = isKit ? `${location.location_name}, ${terms.sku ?? terms.inventory_item_id}` : location.location_name
  return (
    <tr role="row" className="grid grid-cols-3 gap-x-4 gap-y-3 p-4 sm:grid-cols-6 xl:table-row xl:p-0">
      <Cell isWide className="xl:min-w-[190px]">
        {isFirst && <Place location={location} />}
        {isKit && <Item terms={terms} />}
      </Cell>
      <Cell isWide>
        <ShelfBar terms={terms} scale={scale} />
      </Cell>
      <NumberCell label={t("availability.locations.onHand")}>{quantity(terms.on_hand)}</NumberCell>
      <NumberCell label={t("availability.locations.reserved")}>{quantity(terms.reserved)}</NumberCell>
      <NumberCell label={t("availability.locations.held")}>{quantity(terms.held)}</NumberCell>
      <NumberCell label={t("availability.locations.safetyStock")}>
        <EditableQuantity
          quantity={terms.safety_stock}
          label={t("availability.locations.safetyStock")}
          of={of}
          onSave={(next) => onSave({ safety_stock: [safetyRule(location, terms, next)] })}
        />
      </NumberCell>
      <NumberCell label={t("availability.locations.available")} isStrong={!isKit}>
        {quantity(terms.available)}
      </NumberCell>
      {isKit && (
        <NumberCell label={t("availability.locations.kits")} isStrong>
          {isFirst && quantity(location.quantity)}
        </NumberCell>
      )}
      <NumberCell label={t("availability.locations.changed")}>
        {isFirst && <Changed at={location.updated_at} />}
      </NumberCell>
    </tr>
  )
}

function Place({ location }: { readonly location: LocationAvailabilityRow }) {
  const { t } = useFormat()
  return (
    <div className="flex min-w-0 flex-col gap-y-0.5">
      <div className="flex min-w-0 items-center gap-x-2">
        <span className="txt-compact-small-plus text-ui-fg-base">{location.location_name}</span>
        {location.kind && <Badge size="2xsmall">{t(`availability.locations.${location.kind}`)}</Badge>}
      </div>
      <span className="txt-compact-xsmall text-ui-fg-muted">{location.why}</span>
    </div>
  )
}

function Item({ terms }: { readonly terms: StockTermsRow }) {
  const { quantity } = useFormat()
  return (
    <span className="txt-compact-xsmall text-ui-fg-subtle mt-1 block font-mono">
      {quantity(terms.required_quantity)} × {terms.sku ?? terms.inventory_item_id}
    </span>
  )
}

function Changed({ at }: { readonly at: string | null }) {
  const { t, age, instant } = useFormat()
  if (at === null) return <span className="text-ui-fg-muted">{t("availability.locations.never")}</span>
  return (
    <time dateTime={at} title={instant(at)} className="whitespace-nowrap">
      {age(at)}
    </time>
  )
}

interface CellProps {
  readonly children: ReactNode
  readonly isWide?: boolean
  readonly className?: string
}

function Cell({ children, isWide, className }: CellProps) {
  return (
    <td
      role="cell"
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

function NumberCell({ label, isStrong, children }: NumberCellProps) {
  return (
    <Cell className="xl:text-end">
      <span aria-hidden className="txt-compact-xsmall text-ui-fg-muted mb-0.5 block xl:hidden">
        {label}
      </span>
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

function safetyRule(location: LocationAvailabilityRow, terms: StockTermsRow, quantity: number | null) {
  return { inventory_item_id: terms.inventory_item_id, location_id: location.location_id, quantity }
}
