import fc from "fast-check"

/** A shop as the database knows it, small enough to be judged by hand. Ids are numbers; a test gives them names. */
export interface RandomShop {
  readonly levels: readonly Level[]
  /** An item of null: the default of the location. */
  readonly safety: readonly { location: number; item: number | null; quantity: number }[]
  readonly buffers: readonly { channel: number; item: number | null; quantity: number; unit: "units" | "percent" }[]
  readonly allocations: readonly Allocated[]
  readonly services: readonly {
    location: number
    channel: number | null
    method: "ship" | "pickup"
    enabled: boolean
  }[]
  readonly links: readonly { location: number; channel: number }[]
  readonly articles: readonly { item: number; requiredQuantity: number }[][]
  readonly asked: readonly number[]
}

interface Level {
  readonly item: number
  readonly location: number
  readonly onHand: number
  readonly reserved: number
  readonly unrouted: number
  /** Of living carts, and of carts whose time is over but which nobody has tidied away. */
  readonly living: number
  readonly lapsed: number
}

export interface Allocated {
  readonly channel: number
  readonly item: number | null
  readonly kind: "share" | "fixed" | "split"
  readonly quantity: number
  readonly below: number
}

const item = fc.nat(3)
const location = fc.nat(3)
const channel = fc.nat(2)
const few = fc.nat(12)
const sometimes = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(4) })
/** Hundredths, as a merchant might type them. */
const percent = fc.nat(10_000).map((hundredths) => hundredths / 100)
/** Goods sold by the piece, and by measure. */
const required = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom(0.1, 0.25, 1.5))

const uniqueBy = <T>(row: fc.Arbitrary<T>, maxLength: number, key: (row: T) => unknown) =>
  fc.uniqueArray(row, { maxLength, selector: (each) => JSON.stringify(key(each)) })

const level: fc.Arbitrary<Level> = fc.record({
  item,
  location,
  onHand: fc.oneof(
    fc.nat(30),
    fc.nat(300).map((tenths) => tenths / 10)
  ),
  reserved: fc.nat(15),
  unrouted: sometimes,
  living: sometimes,
  lapsed: sometimes,
})

const buffer = fc.oneof(
  fc.record({ channel, item: fc.option(item), quantity: few, unit: fc.constant("units" as const) }),
  fc.record({ channel, item: fc.option(item), quantity: percent, unit: fc.constant("percent" as const) })
)

const allocation: fc.Arbitrary<Allocated> = fc.oneof(
  fc.record({ channel, item: fc.option(item), kind: fc.constant("share" as const), quantity: percent, below: few }),
  fc.record({ channel, item: fc.option(item), kind: fc.constant("fixed" as const), quantity: few, below: few }),
  fc.record({
    channel,
    item: fc.option(item),
    kind: fc.constant("split" as const),
    quantity: percent,
    below: fc.nat(80),
  })
)

export const randomShop: fc.Arbitrary<RandomShop> = fc.record({
  levels: uniqueBy(level, 16, (row) => [row.item, row.location]),
  safety: uniqueBy(fc.record({ location, item: fc.option(item), quantity: fc.nat(5) }), 6, (row) => [
    row.location,
    row.item,
  ]),
  buffers: uniqueBy(buffer, 5, (row) => [row.channel, row.item]),
  allocations: uniqueBy(allocation, 6, (row) => [row.channel, row.item]),
  services: uniqueBy(
    fc.record({
      location,
      channel: fc.option(channel),
      method: fc.constantFrom("ship" as const, "pickup" as const),
      enabled: fc.boolean(),
    }),
    8,
    (row) => [row.location, row.channel, row.method]
  ),
  links: uniqueBy(fc.record({ location, channel }), 10, (row) => [row.location, row.channel]),
  articles: fc.array(
    uniqueBy(fc.record({ item, requiredQuantity: required }), 3, (row) => row.item).filter((parts) => parts.length > 0),
    { minLength: 1, maxLength: 4 }
  ),
  asked: fc.uniqueArray(channel, { minLength: 1, maxLength: 3 }),
})
