import { clx } from "@medusajs/ui"
import type { StockTermsRow } from "../../api/admin/anyshelf/availability/types"
import { shelfParts, type PartName } from "../lib/shelf-parts"
import { useFormat } from "../lib/use-format"

/** What can be promised first, then what withholds it from being promised. */
const order: readonly PartName[] = ["available", "safetyStock", "unrouted", "held", "reserved"]

const colours: Readonly<Record<PartName, string>> = {
  available: "bg-ui-tag-green-icon",
  safetyStock: "bg-ui-tag-blue-icon",
  unrouted: "bg-ui-tag-red-icon",
  held: "bg-ui-tag-orange-icon",
  reserved: "bg-ui-tag-purple-icon",
}

/**
 * What lies on one shelf, divided by what it is for; the whole bar is what is on hand, since a warehouse's bar on one scale with a
 * store's would leave nothing of the store's to see. Its text says the same as its picture.
 */
export function ShelfBar({ terms }: { readonly terms: StockTermsRow }) {
  const { t, quantity } = useFormat()
  const { parts, oversold } = shelfParts(terms)
  const label = t("availability.bar.label", {
    onHand: quantity(terms.on_hand),
    available: quantity(parts.available),
    safetyStock: quantity(terms.safety_stock),
    unrouted: quantity(terms.unrouted),
    held: quantity(terms.held),
    reserved: quantity(terms.reserved),
  })
  return (
    <div className="flex w-full flex-col gap-y-1">
      <div
        role="img"
        aria-label={label}
        title={label}
        className="bg-ui-bg-component h-2 w-full overflow-hidden rounded-full"
      >
        <div className="flex h-full gap-px">
          {order.map((name) => (
            <Part key={name} name={name} quantity={parts[name]} />
          ))}
        </div>
      </div>
      {oversold > 0 && (
        <span className="txt-compact-xsmall text-ui-fg-error">
          {t("availability.locations.oversold", { formatted: quantity(oversold) })}
        </span>
      )}
    </div>
  )
}

/** A part is as wide as its quantity, and never too thin to be seen. */
function Part({ name, quantity }: { readonly name: PartName; readonly quantity: number }) {
  if (quantity === 0) return null
  return <div className={clx("h-full min-w-[3px]", colours[name])} style={{ flex: `${quantity} 1 0%` }} />
}

/** Which colour means what. The bars carry their own text, so a screen reader can do without. */
export function ShelfLegend() {
  const { t } = useFormat()
  return (
    <ul aria-hidden className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {order.map((name) => (
        <li key={name} className="txt-compact-xsmall text-ui-fg-subtle flex items-center gap-x-1.5">
          <span className={clx("size-2 rounded-full", colours[name])} />
          {t(`availability.locations.${name}`)}
        </li>
      ))}
    </ul>
  )
}
