import type { ExpectedSupply, PromiseFutureRequest } from "../../src/inventory/contract"
import { expectBalancedBooks } from "../support/books"
import { bootOurs, levelOf, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterEach(() => expectBalancedBooks(inventory.database))
afterAll(() => inventory?.close())

const day = (n: number) => new Date(Date.now() + n * 86_400_000)
let ids = 0
const newId = (what: string) => `${what}-${(ids += 1)}`

const supply = (item: string, quantity: number, at: Date, over: Partial<ExpectedSupply> = {}): ExpectedSupply => ({
  id: newId("po"),
  inventoryItemId: item,
  locationId: "shop",
  quantity,
  expectedAt: at,
  ...over,
})
const expectIt = async (...supplies: ExpectedSupply[]) => {
  expect(await inventory.service.expectSupply(supplies)).toMatchObject({ ok: true })
  return supplies.map(({ id }) => id)
}
const promise = (item: string, quantity: number, over: Partial<PromiseFutureRequest> = {}) =>
  inventory.service.promiseFuture({
    inventoryItemId: item,
    locationIds: ["shop"],
    quantity,
    lineItemId: newId("line"),
    ...over,
  })
const incoming = async (item: string, location = "shop") =>
  Number((await inventory.service.retrieveInventoryLevelByItemAndLocation(item, location)).incoming_quantity)
const reservationOf = async (lineItemId: string) =>
  (await inventory.service.listReservationItems({ line_item_id: lineItemId })).map((each) => Number(each.quantity))
const available = async (item: string) => Number(await inventory.service.retrieveAvailableQuantity(item, ["shop"]))

describe("expected supply", () => {
  it("is core's incoming quantity: said, said again, changed, received, cancelled", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    const [one, other] = [supply(item, 5, day(2)), supply(item, 3, day(4), { sourceId: "order-7" })]
    expect(await inventory.service.expectSupply([one, other])).toEqual({ ok: true, already: false, endangered: [] })
    expect(await incoming(item)).toBe(8)
    expect(await inventory.service.expectSupply([one, other])).toMatchObject({ ok: true, already: true })
    await expectIt({ ...one, quantity: 6 })
    expect(await incoming(item)).toBe(9)
    expect(await inventory.service.receiveSupply({ id: one.id })).toMatchObject({ ok: true, receivedQuantity: 6 })
    expect([await incoming(item), await levelOf(inventory.service, item, "shop")]).toEqual([3, [7, 0]])
    expect(await inventory.service.cancelSupply(other.id)).toMatchObject({ ok: true, already: false })
    expect(await inventory.service.cancelSupply(other.id)).toMatchObject({ ok: true, already: true })
    expect(await incoming(item)).toBe(0)
  })

  it("received twice, or a hundred times at once, is on the shelf once; the ledger says that it was received", async () => {
    const item = await stockItem(inventory.service, { shop: 0 })
    const [id] = await expectIt(supply(item, 5, day(2)))
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => inventory.service.receiveSupply({ id: id!, quantity: 4 }))
    )
    expect(outcomes.filter((each) => each.ok && !each.already)).toHaveLength(1)
    expect(outcomes.every((each) => each.ok && each.receivedQuantity === 4)).toBe(true)
    expect(await levelOf(inventory.service, item, "shop")).toEqual([4, 0])
    const [last] = await inventory.service.readMovements({ inventoryItemId: item, limit: 1 })
    expect(last).toMatchObject({ kind: "received", cause: "received-supply", causeId: id, onHandDelta: 4 })
  })

  it("may be for a place that has no level yet", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    await expectIt(supply(item, 5, day(2), { locationId: "new" }))
    expect(await incoming(item, "new")).toBe(5)
  })

  it.each([
    ["an unknown item", () => supply("nothing", 1, day(1)), "unknown_item"],
    ["no quantity", () => supply("x", 0, day(1)), "invalid_request"],
    ["a negative quantity", () => supply("x", -1, day(1)), "invalid_request"],
    ["not a number", () => supply("x", Number.NaN, day(1)), "invalid_request"],
    ["no date", () => supply("x", 1, new Date("never")), "invalid_request"],
    ["no place", () => supply("x", 1, day(1), { locationId: "" }), "invalid_request"],
  ])("refuses %s, and then nothing is expected", async (_, wrong, reason) => {
    const item = await stockItem(inventory.service, { shop: 1 })
    const outcome = await inventory.service.expectSupply([supply(item, 5, day(1)), wrong()])
    expect(outcome).toMatchObject({ ok: false, reason, message: expect.stringMatching(/\./) })
    expect(await incoming(item)).toBe(0)
  })

  it("refuses an id that stands for something else, or is closed", async () => {
    const [item, other] = [
      await stockItem(inventory.service, { shop: 1 }),
      await stockItem(inventory.service, { shop: 1 }),
    ]
    const given = supply(item, 5, day(1))
    await expectIt(given)
    expect(await inventory.service.expectSupply([{ ...given, inventoryItemId: other }])).toMatchObject({
      ok: false,
      reason: "invalid_request",
    })
    await inventory.service.receiveSupply({ id: given.id })
    expect(await inventory.service.expectSupply([{ ...given, quantity: 9 }])).toMatchObject({ reason: "closed" })
    expect(await inventory.service.cancelSupply(given.id)).toMatchObject({ reason: "closed" })
    expect(await inventory.service.receiveSupply({ id: "nothing" })).toMatchObject({ reason: "unknown_supply" })
  })
})

describe("a promise for later", () => {
  it("has the first date at which all of it can be promised, at the place where that is earliest", async () => {
    const item = await stockItem(inventory.service, { shop: 2, depot: 0 })
    await expectIt(supply(item, 5, day(3)), supply(item, 6, day(2), { locationId: "depot" }))
    const date = (quantity: number, ...locationIds: string[]) =>
      inventory.service.promiseDate({ inventoryItemId: item, locationIds, quantity })
    expect(await date(2, "shop", "depot")).toEqual({ locationId: "shop", expectedAt: null })
    expect(await date(6, "shop", "depot")).toMatchObject({ locationId: "depot" })
    expect(await date(7, "shop", "depot")).toMatchObject({ locationId: "shop" })
    expect(await date(8, "shop", "depot")).toBeNull()
    expect(await date(0, "shop")).toMatchObject({ ok: false, reason: "invalid_request" })
  })

  it("takes what is to come first, sets aside what is there, and becomes one reservation when it comes", async () => {
    const item = await stockItem(inventory.service, { shop: 2 })
    const [id] = await expectIt(supply(item, 5, day(3)))
    const lineItemId = newId("line")
    const made = await promise(item, 6, { lineItemId })
    expect(made).toMatchObject({ ok: true, reservation: { quantity: 1 }, promise: { quantity: 5 } })
    expect(await available(item)).toBe(1)
    const received = await inventory.service.receiveSupply({ id: id! })
    expect(received).toMatchObject({ ok: true, reservations: [{ lineItemId, quantity: 5 }], endangered: [] })
    expect(await reservationOf(lineItemId)).toEqual([6])
    expect([await available(item), await levelOf(inventory.service, item, "shop")]).toEqual([1, [7, 6]])
  })

  it("a later promise never eats an earlier one, nor an earlier date a later promise", async () => {
    const item = await stockItem(inventory.service, { shop: 0 })
    await expectIt(supply(item, 5, day(2)), supply(item, 5, day(6)))
    expect(await promise(item, 8)).toMatchObject({ ok: true })
    // Of the first delivery three belong to the promise for the second, so two are left on the earlier date.
    expect(await promise(item, 3, { notAfter: day(3) })).toMatchObject({ ok: false, reason: "not_enough" })
    expect(await promise(item, 2, { notAfter: day(3) })).toMatchObject({ ok: true })
    expect(await promise(item, 1)).toMatchObject({ ok: false, reason: "not_enough" })
  })

  it("fifty at once promise exactly what is to come", async () => {
    const item = await stockItem(inventory.service, { shop: 3 })
    const [id] = await expectIt(supply(item, 20, day(3)))
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => promise(item, 1)))
    expect(outcomes.filter((each) => each.ok)).toHaveLength(23)
    const reading = await inventory.service.readSupply({ inventoryItemIds: [item] })
    expect(reading.promises.filter(({ isCovered }) => isCovered)).toHaveLength(20)
    const received = await inventory.service.receiveSupply({ id: id! })
    expect(received).toMatchObject({ ok: true, endangered: [] })
    expect(await levelOf(inventory.service, item, "shop")).toEqual([23, 23])
  })

  it("what comes goes to the promises before anybody else can claim it", async () => {
    const item = await stockItem(inventory.service, { shop: 0 })
    const [id] = await expectIt(supply(item, 10, day(3)))
    for (let n = 0; n < 10; n += 1) await promise(item, 1)
    const claims = Array.from({ length: 20 }, async () => {
      for (let attempt = 0; attempt < 10; attempt += 1) {
        const outcome = await inventory.service.reserve({
          lines: [{ inventoryItemId: item, locationIds: ["shop"], quantity: 1 }],
        })
        if (outcome.ok) return true
      }
      return false
    })
    const [received, ...claimed] = await Promise.all([inventory.service.receiveSupply({ id: id! }), ...claims])
    expect(received.ok && received.reservations).toHaveLength(10)
    expect(claimed).not.toContain(true)
  })

  it("less than was expected goes to the earliest promises; the others are named, and kept from the next delivery", async () => {
    const item = await stockItem(inventory.service, { shop: 0 })
    const [id] = await expectIt(supply(item, 6, day(3)))
    const [first, second] = [newId("line"), newId("line")]
    await promise(item, 4, { lineItemId: first })
    await promise(item, 2, { lineItemId: second })
    const received = await inventory.service.receiveSupply({ id: id!, quantity: 5 })
    expect(received).toMatchObject({ ok: true, endangered: [{ lineItemId: second, quantity: 1, isCovered: false }] })
    expect([await reservationOf(first), await reservationOf(second)]).toEqual([[4], [1]])
    const [next] = await expectIt(supply(item, 1, day(4)))
    expect(await promise(item, 1)).toMatchObject({ ok: false, reason: "not_enough" })
    await inventory.service.receiveSupply({ id: next! })
    expect(await reservationOf(second)).toEqual([2])
  })

  it("supply that is late, less or cancelled names the promises that it endangers", async () => {
    const item = await stockItem(inventory.service, { shop: 0 })
    const given = supply(item, 5, day(2))
    await expectIt(given)
    const lineItemId = newId("line")
    await promise(item, 5, { lineItemId })
    const endangered = [expect.objectContaining({ lineItemId, isCovered: false })]
    expect(await inventory.service.expectSupply([{ ...given, quantity: 4 }])).toMatchObject({ endangered })
    expect(await inventory.service.expectSupply([{ ...given, expectedAt: day(9) }])).toMatchObject({ endangered })
    expect(await inventory.service.expectSupply([given])).toMatchObject({ endangered: [] })
    expect(await inventory.service.cancelSupply(given.id)).toMatchObject({ endangered })
  })

  it("an oversold shelf is owed first: promises get what is left", async () => {
    const item = await stockItem(inventory.service, { shop: 0 })
    await inventory.service.createReservationItems({
      inventory_item_id: item,
      location_id: "shop",
      quantity: 3,
      allow_backorder: true,
    })
    const [id] = await expectIt(supply(item, 5, day(2)))
    const lineItemId = newId("line")
    await promise(item, 5, { lineItemId })
    await inventory.service.receiveSupply({ id: id! })
    expect(await reservationOf(lineItemId)).toEqual([2])
  })

  it("released with its order line, both what is there and what is to come is free again", async () => {
    const item = await stockItem(inventory.service, { shop: 2 })
    await expectIt(supply(item, 5, day(3)))
    const lineItemId = newId("line")
    await promise(item, 7, { lineItemId })
    expect(await promise(item, 1, { lineItemId })).toMatchObject({ ok: false, reason: "already_promised" })
    await inventory.service.deleteReservationItemsByLineItem([lineItemId])
    expect(await available(item)).toBe(2)
    expect(await promise(item, 7, { lineItemId })).toMatchObject({ ok: true })
  })

  it("a key gives the first answer again, and refuses another request", async () => {
    const item = await stockItem(inventory.service, { shop: 0 })
    await expectIt(supply(item, 5, day(3)))
    const request = { lineItemId: newId("line"), idempotencyKey: newId("key") }
    const first = await promise(item, 3, request)
    expect(first).toMatchObject({ ok: true, already: false })
    const again = await Promise.all([promise(item, 3, request), promise(item, 3, request)])
    expect(again).toEqual([
      { ...first, already: true },
      { ...first, already: true },
    ])
    expect(await promise(item, 2, request)).toMatchObject({ ok: false, reason: "key_reused" })
    expect(await promise(item, 3, { ...request, idempotencyKey: newId("key") })).toMatchObject({
      reason: "already_promised",
    })
  })

  it("safety stock is not promised, and what came never counts twice", async () => {
    const item = await stockItem(inventory.service, { shop: 3 })
    await inventory.service.setSafetyStock([{ inventoryItemId: item, locationId: "shop", quantity: 2 }])
    await expectIt(supply(item, 1, day(3)))
    expect(await promise(item, 3)).toMatchObject({ ok: false })
    expect(await promise(item, 2)).toMatchObject({ ok: true, reservation: { quantity: 1 }, promise: { quantity: 1 } })
  })
})
