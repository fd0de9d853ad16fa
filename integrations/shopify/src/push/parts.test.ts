import type { ListCommand } from "@anyshelf/connector-kit"
import fc from "fast-check"
import { pickUnits, takesAll, unitsOf } from "./pick-units"
import { handleOf, listingsOf, toProductInput, type Known } from "./product-input"
import { hasReference, withoutReference, withReference } from "./reference"
import { drawOn, inBuyersMoney, refundable } from "./refund-payments"
import { showsTracking, toTrackingInput } from "./tracking"
import type { Work } from "./work"

const work = (id: string, remaining: Readonly<Record<string, number>>): Work =>
  ({
    id,
    lines: Object.entries(remaining).map(([lineRef, remainingQuantity]) => ({
      id: `${id}-${lineRef}`,
      remainingQuantity,
      lineItem: { id: lineRef },
    })),
  }) as unknown as Work

describe("picking units", () => {
  test("law: what is picked and what is missing is what was wanted, and no fulfilment order gives more than it has", () => {
    const some = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.nat(5))
    fc.assert(
      fc.property(fc.array(some, { maxLength: 4 }), some, (stocks, wanted) => {
        const all = stocks.map((remaining, at) => work(String(at), remaining))
        const lines = Object.entries(wanted).map(([lineRef, quantity]) => ({ lineRef, quantity }))
        const { picks, missing } = pickUnits(all, lines)
        const picked = picks.flatMap((pick) => pick.lines)
        expect(unitsOf(missing) + picked.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(unitsOf(lines))
        for (const pick of picks)
          for (const { id, quantity } of pick.lines)
            expect(quantity).toBeLessThanOrEqual(pick.work.lines.find((each) => each.id === id)!.remainingQuantity)
      }),
      { seed: 4 }
    )
  })

  test("a pick that leaves something behind does not take all", () => {
    const [pick] = pickUnits([work("w", { a: 2, b: 1 })], [{ lineRef: "a", quantity: 2 }]).picks
    expect(takesAll(pick!)).toBe(false)
    const [whole] = pickUnits([work("w", { a: 2, b: 0 })], [{ lineRef: "a", quantity: 2 }]).picks
    expect(takesAll(whole!)).toBe(true)
  })
})

describe("a reference in a note", () => {
  test("law: it is known again, is nobody else's, fits, and leaves the note as it was written", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.string(), fc.string(), (note, key, other) => {
        const marked = withReference(note, key)
        expect(marked.length).toBeLessThanOrEqual(255)
        expect(hasReference(marked, key)).toBe(true)
        if (other !== key) expect(hasReference(marked, other)).toBe(false)
        expect(note.trim().startsWith(withoutReference(marked).trim())).toBe(true)
      }),
      { seed: 4 }
    )
    expect(hasReference(null, "key")).toBe(false)
    expect(withoutReference("Just a note")).toBe("Just a note")
  })
})

describe("payments", () => {
  const bag = (amount: string, presentment = amount, currencyCode = "EUR") => ({
    shopMoney: { amount, currencyCode: "EUR" as const },
    presentmentMoney: { amount: presentment, currencyCode: currencyCode as "EUR" },
  })
  const transaction = (change: object) => ({
    id: "1",
    kind: "SALE" as const,
    status: "SUCCESS" as const,
    gateway: "cards",
    parentTransaction: null,
    amountSet: bag("10.00"),
    ...change,
  })

  test("what went back, or is on its way back, is not there any more; a refusal took nothing", () => {
    const left = refundable(
      [
        transaction({}),
        transaction({ id: "2", kind: "CAPTURE", amountSet: bag("5.00") }),
        transaction({ id: "3", kind: "REFUND", parentTransaction: { id: "1" }, amountSet: bag("4.00") }),
        transaction({
          id: "4",
          kind: "REFUND",
          status: "PENDING",
          parentTransaction: { id: "2" },
          amountSet: bag("5.00"),
        }),
        transaction({ id: "5", kind: "REFUND", status: "FAILURE", parentTransaction: { id: "1" } }),
        transaction({ id: "6", kind: "AUTHORIZATION" }),
        transaction({ id: "7", status: "FAILURE" }),
      ],
      "EUR"
    )
    expect(left.map(({ id, left: { amount } }) => [id, amount])).toEqual([["1", 600]])
  })

  test("law: exactly what is owed is drawn, or nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 5 }), fc.nat(4_000), (lefts, amount) => {
        const payments = lefts.map((left, at) => ({
          id: String(at),
          gateway: "g",
          left: { amount: left, currencyCode: "EUR" },
        }))
        const drawn = drawOn(payments, { amount, currencyCode: "EUR" })
        const total = lefts.reduce((sum, each) => sum + each, 0)
        if (total < amount) expect(drawn).toBeNull()
        else expect(drawn?.reduce((sum, part) => sum + part.amount.amount, 0)).toBe(amount)
      }),
      { seed: 4 }
    )
  })

  test("the buyer gets the money that he paid with, at the rate at which he paid", () => {
    expect(inBuyersMoney({ amount: 500, currencyCode: "EUR" }, bag("10.00"))).toEqual({
      amount: 500,
      currencyCode: "EUR",
    })
    expect(inBuyersMoney({ amount: 500, currencyCode: "EUR" }, bag("10.00", "1600", "JPY"))).toEqual({
      amount: 800,
      currencyCode: "JPY",
    })
  })
})

describe("tracking", () => {
  const parcel = (number: string, change: object = {}) => ({ company: "UPS", number, url: null, ...change })

  test("addresses are given for all or for none, and a carrier only when there is one", () => {
    expect(toTrackingInput([parcel("1"), parcel("2", { url: "https://x.example/2" })])).toEqual({
      numbers: ["1", "2"],
      company: "UPS",
    })
    expect(toTrackingInput([parcel("1"), parcel("2", { company: "DHL" })])).toEqual({ numbers: ["1", "2"] })
  })

  test("what Shopify filled in by itself is no difference; another number is", () => {
    const shown = [{ company: "UPS", number: "1", url: "https://ups.example/1" }]
    expect(showsTracking(shown, [parcel("1")])).toBe(true)
    expect(showsTracking(shown, [parcel("2")])).toBe(false)
    expect(showsTracking(shown, [parcel("1", { company: "DHL" })])).toBe(false)
    expect(showsTracking(shown, [parcel("1"), parcel("2")])).toBe(false)
  })
})

describe("a product", () => {
  const command: ListCommand = {
    type: "list",
    key: "k",
    productId: "prod_01ABC",
    productRef: null,
    title: "Cup",
    description: "<p>A cup</p>",
    imageUrls: ["https://img.example/cup.png"],
    status: "active",
    variants: [
      {
        variantId: "v1",
        ref: null,
        sku: "CUP-S",
        barcode: null,
        price: { amount: 1999, currencyCode: "EUR" },
        options: { Size: "S" },
      },
    ],
  }
  const variant = (id: string, size: string) => ({ id, sku: null, selectedOptions: [{ name: "Size", value: size }] })
  const known = {
    id: "P",
    status: "ACTIVE",
    variants: { nodes: [variant("S1", "S"), variant("L1", "L")], pageInfo: { hasNextPage: false } },
    media: { nodes: [] },
  } as unknown as Known

  test("a new one bears our id as its handle", () => {
    expect(handleOf("prod_01ABC")).toBe("prod-01abc")
    expect(toProductInput(command, null)).toMatchObject({ handle: "prod-01abc", status: "ACTIVE", title: "Cup" })
  })

  test("a variant that is there is changed, and one that is not ours is kept", () => {
    const { variants, productOptions, handle } = toProductInput(command, known)
    expect(handle).toBeUndefined()
    expect(variants).toMatchObject([
      { id: "S1", sku: "CUP-S", price: "19.99" },
      { id: "L1", optionValues: [{ optionName: "Size", name: "L" }] },
    ])
    expect(productOptions).toEqual([{ name: "Size", position: 1, values: [{ name: "S" }, { name: "L" }] }])
    expect(listingsOf(command, known.variants.nodes)).toEqual({ v1: "S1" })
  })

  test("a picture that is there is not sent again", () => {
    const [file] = toProductInput(command, null).files ?? []
    expect(file).toMatchObject({
      originalSource: "https://img.example/cup.png",
      filename: expect.stringMatching(/\.png$/),
    })
    const media = { nodes: [{ id: "M", image: { url: `https://cdn.example/files/${file?.filename}?v=1` } }] }
    expect(toProductInput(command, { ...known, media } as unknown as Known).files).toEqual([{ id: "M" }])
  })

  test("a product without options has Shopify's own", () => {
    const [plain] = command.variants
    const { productOptions } = toProductInput({ ...command, variants: [{ ...plain!, options: {} }] }, null)
    expect(productOptions).toEqual([{ name: "Title", position: 1, values: [{ name: "Default Title" }] }])
  })
})
