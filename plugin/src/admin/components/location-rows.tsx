import { Badge } from "@medusajs/ui"
import type { ReactNode } from "react"
import type { LocationAvailabilityRow, StockTermsRow } from "../../api/admin/anyshelf/availability/types"
import { useFormat } from "../lib/use-format"
import { Cell, NumberCell, rowClass } from "./cells"
import { EditableQuantity } from "./editable-quantity"
import { ShelfBar } from "./shelf-bar"
import type { DetailsContext } from "./variant-details"

interface LocationRowsProps {
  readonly location: LocationAvailabilityRow
  readonly isKit: boolean
  readonly onSave: DetailsContext["onSave"]
}

/**
 * One location: a row of its terms, or for a kit a row for the place and one below it for each part. Without any stock item there
 * is only the place, whose sentence says so.
 */
export function LocationRows({ location, isKit, onSave }: LocationRowsProps) {
  const { t, quantity } = useFormat()
  const rows = location.terms.map((terms) => {
    const row = { location, terms, isKit, onSave }
    if (isKit) return <TermsRow key={terms.inventory_item_id} {...row} first={<Item terms={terms} />} />
    return (
      <TermsRow key={terms.inventory_item_id} {...row} first={<Place location={location} />}>
        <ChangedCell at={location.updated_at} />
      </TermsRow>
    )
  })
  return (
    <tbody role="rowgroup" className="block py-2 xl:table-row-group">
      {(isKit || rows.length === 0) && (
        <tr role="row" className={rowClass}>
          <Cell isWide columns={8}>
            <Place location={location} />
          </Cell>
          {isKit && (
            <NumberCell label={t("availability.locations.kits")} isStrong>
              {quantity(location.quantity)}
            </NumberCell>
          )}
          <ChangedCell at={location.updated_at} />
        </tr>
      )}
      {rows}
    </tbody>
  )
}

interface TermsRowProps extends LocationRowsProps {
  readonly terms: StockTermsRow
  /** What the row is of. */
  readonly first: ReactNode
  /** What only the location has. */
  readonly children?: ReactNode
}

function TermsRow({ location, terms, isKit, onSave, first, children }: TermsRowProps) {
  const { t, quantity } = useFormat()
  const of = isKit ? `${location.location_name}, ${nameOf(terms)}` : location.location_name
  return (
    <tr role="row" className={rowClass}>
      <Cell isWide>{first}</Cell>
      <Cell isWide>
        <ShelfBar terms={terms} />
      </Cell>
      <NumberCell label={t("availability.locations.onHand")}>{quantity(terms.on_hand)}</NumberCell>
      <NumberCell label={t("availability.locations.reserved")}>{quantity(terms.reserved)}</NumberCell>
      <NumberCell label={t("availability.locations.held")}>{quantity(terms.held)}</NumberCell>
      <NumberCell label={t("availability.locations.unrouted")}>{quantity(terms.unrouted)}</NumberCell>
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
      {children}
    </tr>
  )
}

function Place({ location }: { readonly location: LocationAvailabilityRow }) {
  const { t } = useFormat()
  return (
    <div className="flex min-w-0 flex-col gap-y-0.5 xl:min-w-[190px]">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
        <span className="txt-compact-small-plus text-ui-fg-base">{location.location_name}</span>
        {location.kind && <Badge size="2xsmall">{t(`availability.locations.${location.kind}`)}</Badge>}
      </div>
      <span className="txt-compact-xsmall text-ui-fg-subtle">{location.why || t("availability.recounting")}</span>
    </div>
  )
}

/** A part of a kit, and how many of it one kit takes. */
function Item({ terms }: { readonly terms: StockTermsRow }) {
  const { quantity } = useFormat()
  return (
    <span className="txt-compact-xsmall text-ui-fg-subtle font-mono xl:pl-4">
      {quantity(terms.required_quantity)} × {nameOf(terms)}
    </span>
  )
}

function ChangedCell({ at }: { readonly at: string | null }) {
  const { t, age, instant } = useFormat()
  return (
    <NumberCell label={t("availability.locations.changed")}>
      {at === null ? (
        <span className="text-ui-fg-muted">{t("availability.locations.never")}</span>
      ) : (
        <time dateTime={at} title={instant(at)} className="whitespace-nowrap">
          {age(at)}
        </time>
      )}
    </NumberCell>
  )
}

function nameOf(terms: StockTermsRow): string {
  return terms.sku ?? terms.inventory_item_id
}

function safetyRule(location: LocationAvailabilityRow, terms: StockTermsRow, quantity: number | null) {
  return { inventory_item_id: terms.inventory_item_id, location_id: location.location_id, quantity }
}
