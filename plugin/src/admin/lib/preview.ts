import type {
  LocationAvailabilityRow,
  StockTermsRow,
  VariantAvailability,
} from "../../api/admin/anyshelf/availability/types"
import type { PolicyChange } from "./api"

/**
 * What a variant will look like once the server has taken a change, so that the page need not wait for it. The server's answer
 * replaces this; a removed rule (`quantity: null`) and what a channel may show are left to it, since only it knows all that counts. A sentence that no longer fits its
 * number is emptied: better no reason for a moment than a wrong one.
 */
export function preview(
  variant: VariantAvailability,
  change: PolicyChange,
  salesChannelId: string
): VariantAvailability {
  const locations = variant.locations.map((location) => previewLocation(location, change))
  const locationsTotal = locations.reduce((sum, location) => sum + location.quantity, 0)
  const buffer = newBuffer(variant, change, salesChannelId, locationsTotal) ?? variant.channel_buffer
  const left = Math.min(locationsTotal - buffer, variant.allocation ?? Infinity)
  const quantity = variant.quantity === null ? null : Math.max(0, left)
  const why = quantity === variant.quantity ? variant.why : ""
  return { ...variant, locations, locations_total: locationsTotal, channel_buffer: buffer, quantity, why }
}

function previewLocation(location: LocationAvailabilityRow, change: PolicyChange): LocationAvailabilityRow {
  const terms = location.terms.map((each) => previewTerms(each, location.location_id, change))
  if (terms.every((each, index) => each === location.terms[index])) return location
  const quantity = Math.min(...terms.map((each) => Math.floor(each.available / each.required_quantity)))
  return { ...location, terms, quantity, why: "" }
}

function previewTerms(terms: StockTermsRow, locationId: string, change: PolicyChange): StockTermsRow {
  const rule = change.safety_stock?.find(
    (each) => each.location_id === locationId && each.inventory_item_id === terms.inventory_item_id
  )
  if (rule === undefined || rule.quantity === null) return terms
  const available = Math.max(0, terms.on_hand - terms.reserved - terms.held - terms.unrouted - rule.quantity)
  return { ...terms, safety_stock: rule.quantity, available }
}

function newBuffer(
  variant: VariantAvailability,
  change: PolicyChange,
  salesChannelId: string,
  total: number
): number | null {
  const itemId = onlyItem(variant)
  const rule = change.channel_buffers?.find(
    (each) => each.sales_channel_id === salesChannelId && each.inventory_item_id === itemId
  )
  if (rule === undefined || rule.quantity === null) return null
  return rule.unit === "percent" ? Math.ceil((total * rule.quantity) / 100) : rule.quantity
}

/**
 * The stock item whose channel buffer is the variant's own: there is one, and one of it makes one of the variant. Null for a kit,
 * whose buffer follows from its parts, and for a variant without stock.
 */
export function onlyItem(variant: VariantAvailability): string | null {
  const terms = variant.locations.flatMap((location) => location.terms)
  const ids = new Set(terms.map((each) => each.inventory_item_id))
  const isPlain = ids.size === 1 && terms.every((each) => each.required_quantity === 1)
  return isPlain ? (terms[0]?.inventory_item_id ?? null) : null
}
