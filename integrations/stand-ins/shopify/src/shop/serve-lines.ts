import { allocate, type Part, type Shelf } from "./allocate"
import { sellsOnline } from "./levels"
import { findLocation, findVariant } from "./lookup"
import { readMoney } from "./money"
import type { VariantRecord } from "./records"
import { isRefusal, refuse, type Refusal } from "./refusal"
import { discountFault } from "./discounts"
import type { SaleLine } from "./sale"
import type { ShopStore } from "./store"

const quantityMax = 1_000_000
const linesMax = 500

/** One line of a sale, and where its units come from. */
export interface SoldLine {
  readonly variant: VariantRecord
  readonly quantity: number
  readonly parts: readonly Part[]
  readonly input: SaleLine
}

interface Wanted {
  readonly variant: VariantRecord
  readonly input: SaleLine
  quantity: number
}

/** What of an article has been promised to earlier lines of the same sale, by place. */
type Taken = Map<string, number>

/**
 * Where the units of all lines come from, or why they cannot be had. An article in two lines is judged as a whole: each
 * half might fit where the whole does not.
 */
export function serveLines(
  store: ShopStore,
  inputs: readonly SaleLine[],
  place: number | string | undefined
): readonly SoldLine[] | Refusal {
  if (inputs.length === 0 || inputs.length > linesMax) return refuse("invalid", `an order has 1 to ${linesMax} lines`)
  const wanted = wantedLines(store, inputs)
  if (isRefusal(wanted)) return wanted
  const taken: Taken = new Map()
  const sold: SoldLine[] = []
  for (const { variant, quantity, input } of wanted) {
    const parts = partsOf(store, variant, quantity, input.locationId ?? place, taken)
    if (isRefusal(parts)) return parts
    sold.push({ variant, quantity, parts, input })
  }
  return sold
}

/** The same article asked for in the same way is one line. */
function wantedLines(store: ShopStore, inputs: readonly SaleLine[]): readonly Wanted[] | Refusal {
  const wanted = new Map<string, Wanted>()
  for (const input of inputs) {
    const variant = findVariant(store, input)
    if (isRefusal(variant)) return variant
    const { unitPrice, lineDiscount, duty, attributes, locationId } = input
    const key = JSON.stringify([variant.id, unitPrice, lineDiscount, duty, attributes, locationId])
    const line = wanted.get(key) ?? { variant, input, quantity: 0 }
    const fault = lineFault(store, variant, input, line.quantity)
    if (fault) return fault
    line.quantity += input.quantity ?? 1
    wanted.set(key, line)
  }
  return [...wanted.values()]
}

function lineFault(store: ShopStore, variant: VariantRecord, input: SaleLine, already: number): Refusal | null {
  const { quantity = 1, unitPrice, duty, lineDiscount } = input
  const { currency } = store.shop
  if (!Number.isInteger(quantity) || quantity < 1 || already + quantity > quantityMax)
    return refuse("invalid", `\`quantity\` must be a whole number from 1 to ${quantityMax}`)
  for (const amount of [unitPrice, duty])
    if (amount !== undefined && readMoney(amount, currency) === null)
      return refuse("invalid", `"${amount}" is not an amount in ${currency}`)
  const fault = lineDiscount && discountFault(lineDiscount, currency)
  if (fault) return refuse("invalid", fault)
  const product = store.products.get(variant.productId)
  if (product?.status === "ACTIVE") return null
  return refuse("not_for_sale", `${product?.title ?? variant.sku} is ${product?.status ?? "gone"}, not for sale`)
}

function partsOf(
  store: ShopStore,
  variant: VariantRecord,
  quantity: number,
  place: number | string | undefined,
  taken: Taken
): readonly Part[] | Refusal {
  const location = place === undefined ? null : findLocation(store, place)
  if (isRefusal(location)) return location
  const shelves = shelvesOf(store, variant, location?.id ?? null, taken)
  const [first] = shelves
  if (!variant.tracked && first) return [{ locationId: first.locationId, quantity }]
  const mayOversell = variant.inventoryPolicy === "CONTINUE" || !store.keeps("sale-deny")
  const parts = allocate(shelves, quantity, mayOversell)
  parts?.forEach((part) => {
    const key = `${variant.id} ${part.locationId}`
    taken.set(key, (taken.get(key) ?? 0) + part.quantity)
  })
  if (parts) return parts
  const left = shelves.reduce((sum, shelf) => sum + Math.max(0, shelf.available), 0)
  return refuse("sold_out", `${variant.sku ?? `variant ${variant.id}`}: asked for ${quantity}, ${left} available`)
}

/** Places in the order they were opened. A sale at a given place looks nowhere else. */
function shelvesOf(store: ShopStore, variant: VariantRecord, locationId: number | null, taken: Taken): Shelf[] {
  return store.locations
    .all()
    .filter((location) =>
      locationId === null ? sellsOnline(store, location.id) : location.isActive && location.id === locationId
    )
    .map((location) => ({ location, level: store.level(variant.inventoryItemId, location.id) }))
    .filter(({ level }) => level?.isActive || !variant.tracked)
    .map(({ location, level }) => ({
      locationId: location.id,
      available: (level?.quantities.available ?? 0) - (taken.get(`${variant.id} ${location.id}`) ?? 0),
    }))
}
