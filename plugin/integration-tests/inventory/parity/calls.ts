import { BigNumber } from "@medusajs/framework/utils"
import type { BigNumberInput } from "@medusajs/framework/types"
import * as fc from "fast-check"

/** A quantity in one of the forms that Medusa's own callers send. */
export type Amount = number | string | { readonly exact: string }

/** One line of a reservation. Items, places and order lines are numbers that each world reads as its own ids. */
export interface Line {
  readonly item: number
  readonly place: number
  readonly quantity: Amount
  readonly backorder: boolean
  readonly orderLine: number
}

export interface Change {
  readonly which: number
  readonly quantity?: Amount | undefined
  readonly backorder?: boolean | undefined
  readonly description?: string | undefined
}

/** A call of core's Inventory Module, in terms that mean the same in both worlds. */
export type Call =
  | { readonly do: "reserve"; readonly lines: readonly Line[]; readonly asList: boolean }
  | { readonly do: "update"; readonly changes: readonly Change[]; readonly asList: boolean }
  | { readonly do: "erase" | "withdraw" | "restore"; readonly which: readonly number[] }
  | { readonly do: "withdraw line" | "restore line"; readonly orderLine: number }
  | { readonly do: "withdraw at" | "soft-delete levels at"; readonly place: number }
  | {
      readonly do: "adjust"
      readonly changes: readonly { readonly item: number; readonly place: number; readonly by: Amount }[]
      readonly asList: boolean
    }
  | {
      readonly do: "set"
      readonly item: number
      readonly place: number
      readonly onHand?: Amount | undefined
      readonly incoming?: Amount | undefined
      readonly metadata?: object | undefined
    }
  | { readonly do: "create level"; readonly item: number; readonly place: number; readonly onHand: Amount }
  | {
      readonly do: "erase level" | "erase level by id" | "soft-delete level" | "restore level"
      readonly item: number
      readonly place: number
    }
  | { readonly do: "erase item" | "soft-delete item" | "restore item"; readonly item: number }
  | { readonly do: "ask"; readonly item: number; readonly places: readonly number[]; readonly quantity: Amount }

/** Two variants that share an item are two order lines of one item. The last place never has stock at first. */
export const counts = { items: 2, places: 3, orderLines: 3 } as const

const item = fc.nat({ max: counts.items - 1 })
const place = fc.nat({ max: counts.places - 1 })
const orderLine = fc.nat({ max: counts.orderLines - 1 })
/** Which reservation, counted from the latest: mostly the latest few, sometimes one that is not there. */
const which = fc.nat({ max: 7 })
const asList = fc.boolean()

const amount: fc.Arbitrary<Amount> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom<Amount>(0, 0.5, 0.1, "2", "1.25", " 3", "1e0") },
  { weight: 1, arbitrary: fc.constantFrom("1", "0.30", "2.125").map((exact) => ({ exact })) }
)
const anyAmount: fc.Arbitrary<Amount> = fc.oneof(
  { weight: 3, arbitrary: amount },
  { weight: 1, arbitrary: fc.constantFrom<Amount>(9, 12, "20") }
)
const change: fc.Arbitrary<Amount> = fc.oneof(anyAmount, fc.integer({ min: -4, max: -1 }), fc.constantFrom(-0.5, "-1"))

const line = fc.record<Line>({
  item,
  place,
  quantity: amount,
  backorder: fc.boolean().chain((is) => (is ? fc.boolean() : fc.constant(false))),
  orderLine,
})
const reservationChange = fc.record<Change, "which">(
  { which, quantity: amount, backorder: fc.boolean(), description: fc.constantFrom("gift", "") },
  { requiredKeys: ["which"] }
)

const reserve: fc.Arbitrary<Call> = fc.record({
  do: fc.constant("reserve" as const),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  asList,
})

/** One call. Reserving is the commonest, as in a shop. */
export const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 8, arbitrary: reserve },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("update" as const),
      changes: fc.array(reservationChange, { minLength: 1, maxLength: 2 }),
      asList,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("erase" as const, "withdraw" as const, "restore" as const),
      which: fc.array(which, { minLength: 1, maxLength: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("withdraw line" as const, "restore line" as const), orderLine }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("withdraw at" as const, "soft-delete levels at" as const), place }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("adjust" as const),
      changes: fc.array(fc.record({ item, place, by: change }), { minLength: 1, maxLength: 2 }),
      asList,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        do: fc.constant("set" as const),
        item,
        place,
        onHand: anyAmount,
        incoming: anyAmount,
        metadata: fc.constant({ shelf: "A" }),
      },
      { requiredKeys: ["do", "item", "place"] }
    ),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("create level" as const), item, place, onHand: anyAmount }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "erase level" as const,
        "erase level by id" as const,
        "soft-delete level" as const,
        "restore level" as const
      ),
      item,
      place,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom("erase item" as const, "soft-delete item" as const, "restore item" as const),
      item,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("ask" as const),
      item,
      places: fc.uniqueArray(place, { maxLength: 3 }),
      quantity: amount,
    }),
  }
)

/** The amount as it is sent. A `BigNumber` is made anew for each world, since it is an object that could be changed. */
export const sent = (amount: Amount): BigNumberInput =>
  typeof amount === "object" ? (new BigNumber({ value: amount.exact, precision: 30 }) as BigNumberInput) : amount

/** The amount as a number, for the laws; the ones generated here are exact in binary or small. */
export const numberOf = (amount: Amount): number => Number(typeof amount === "object" ? amount.exact : amount)
