import type { AddressRecord, ChargeRecord, CustomerRecord, DeliveryRecord } from "../../records"
import type { Books } from "./books"
import type { Catalogue } from "./catalogue"
import type { ToyLine, ToyOrder } from "./model"
import { totalOf } from "./open-units"

/** One line of a sale; amounts in the currency's smallest unit. */
export interface ToySaleLine {
  /** Left out for something that the shop has no article for. */
  readonly articleRef?: string
  /** @default 1 */
  readonly quantity?: number
  /** One unit. @default the article's price */
  readonly price?: number
  readonly discount?: number
  readonly tax?: number
  readonly duties?: number
  readonly title?: string
  readonly sku?: string | null
  /** @default true */
  readonly ships?: boolean
  readonly giftCard?: boolean
  readonly properties?: Readonly<Record<string, string>>
  readonly delivery?: DeliveryRecord
  /** Where its units are; the sale's place unless given. */
  readonly locationRef?: string
}

/** What a customer buys. Whatever is left out is the plainest there is. */
export interface ToySale {
  /** Where the units are. */
  readonly locationRef: string
  readonly lines: readonly ToySaleLine[]
  /** @default collected at the place */
  readonly delivery?: DeliveryRecord
  /** @default EUR */
  readonly currencyCode?: string
  /** @default true */
  readonly taxesIncluded?: boolean
  readonly shipping?: number
  readonly shippingTax?: number
  readonly charges?: readonly (Omit<ChargeRecord, "amount"> & { readonly amount: number })[]
  readonly customer?: CustomerRecord
  readonly email?: string | null
  readonly shippingAddress?: AddressRecord | null
  readonly billingAddress?: AddressRecord | null
  readonly discountCodes?: readonly string[]
  readonly note?: string
  readonly test?: boolean
  readonly ourOrderId?: string
  /** @default the whole total */
  readonly paid?: number
}

const usualPrice = 500

/** An order of what was bought; not yet stored, and nothing taken from a shelf. */
export function orderOf(books: Books, catalogue: Catalogue, sale: ToySale): ToyOrder {
  const ref = `order-${books.orders.size + 1}`
  const order = {
    ref,
    number: ref,
    revision: 0,
    placedAt: books.at(),
    currencyCode: sale.currencyCode ?? "EUR",
    taxesIncluded: sale.taxesIncluded ?? true,
    test: sale.test ?? false,
    cancelled: false,
    cancelReason: null,
    email: sale.email ?? sale.customer?.email ?? null,
    customer: sale.customer ?? null,
    shippingAddress: sale.shippingAddress ?? null,
    billingAddress: sale.billingAddress ?? null,
    delivery: sale.delivery ?? { method: "pickup" as const, locationRef: sale.locationRef },
    lines: sale.lines.map((line, at) => lineOf(catalogue, sale, line, `${ref}-${at + 1}`)),
    shipping: sale.shipping ?? 0,
    shippingTax: sale.shippingTax ?? 0,
    charges: sale.charges ?? [],
    discountCodes: sale.discountCodes ?? [],
    note: sale.note ?? null,
    ourOrderId: sale.ourOrderId ?? null,
    fulfilments: [],
    prepared: [],
    holds: [],
    refunds: [],
  }
  return { ...order, paid: sale.paid ?? totalOf(order) }
}

function lineOf(catalogue: Catalogue, sale: ToySale, line: ToySaleLine, ref: string): ToyLine {
  const article = line.articleRef === undefined ? undefined : catalogue.get(line.articleRef)
  if (line.articleRef !== undefined && !article) throw new Error(`The toy shop has no article ${line.articleRef}.`)
  return {
    ref,
    articleRef: line.articleRef ?? null,
    locationRef: line.locationRef ?? sale.locationRef,
    sku: line.sku === undefined ? (article?.sku ?? null) : line.sku,
    title: line.title ?? article?.title ?? "Something else",
    quantity: line.quantity ?? 1,
    price: line.price ?? article?.price ?? usualPrice,
    discount: line.discount ?? 0,
    tax: line.tax ?? 0,
    duties: line.duties ?? 0,
    ships: line.ships ?? true,
    giftCard: line.giftCard ?? false,
    properties: line.properties ?? {},
    delivery: line.delivery ?? null,
  }
}
