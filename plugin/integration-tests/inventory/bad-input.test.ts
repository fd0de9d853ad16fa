import type { InventoryTypes } from "@medusajs/framework/types"
import { BigNumber } from "@medusajs/framework/utils"
import { expectBalancedBooks } from "../support/books"
import { bootOurs, levelOf, stockItem, type InventoryUnderTest } from "../support/inventory-module"

/** The law: what cannot be meant is refused by name and line, nothing is half done, and nobody else's call suffers. */
let inventory: InventoryUnderTest
let item: string
beforeAll(async () => void (inventory = await bootOurs()))
afterAll(() => inventory?.close())
beforeEach(async () => void (item = await stockItem(inventory.service, { shop: 50, depot: 5 })))
afterEach(async () => {
  await expectBalancedBooks(inventory.database)
  const held = await inventory.database.query(`select * from anyshelf_hold`)
  expect(held).toEqual([])
})

// Callers in JavaScript send what they like; that is what is tested here.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const anything = (value: unknown): any => value

const nul = "a\u0000b"
const half = "a\ud800b"
const circle: Record<string, unknown> = {}
circle.self = circle

const noNumbers = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e13,
  "1e400",
  "",
  "two",
  "2 boxes",
  "0.1234567890123456789",
  true,
  null,
  undefined,
  10n,
  {},
  [2],
  { value: [2] },
]
const badQuantities = [...noNumbers, -1, -0.5, { value: "-3" }, new BigNumber(-2)]
const badIds = ["", "x".repeat(256), nul, half, "a\u001fb", "a\nb", 5, {}, [], true]
/** Odd, and yet an id: it is taken as it is, and is merely unknown. */
const oddIds = [
  "'; drop table inventory_level; --",
  '{"a": 1}',
  "$1 ? ?| ::jsonb",
  "\\",
  "%",
  "🛒",
  "null",
  "a\\u0000b",
]

const coreLine = (more: object): InventoryTypes.CreateReservationItemInput =>
  anything({ inventory_item_id: item, location_id: "shop", quantity: 1, ...more })
const line = (more: object = {}) => anything({ inventoryItemId: item, locationIds: ["shop"], quantity: 1, ...more })
const sale = (more: object) =>
  anything({ id: `sold-${item}`, inventoryItemId: item, locationId: "shop", quantity: 1, lineItemId: "sold", ...more })
const reserved = async () => (await levelOf(inventory.service, item, "shop"))[1]

describe("core's methods", () => {
  it.each(badQuantities)(
    "createReservationItems refuses the quantity %p, naming the line, and does nothing",
    async (quantity) => {
      const lines = [coreLine({}), coreLine({ quantity })]
      const refused = { type: "invalid_data", message: expect.stringContaining("Line 1") }
      await expect(inventory.service.createReservationItems(lines)).rejects.toMatchObject(refused)
      expect(await reserved()).toBe(0)
    }
  )

  it.each(badIds.filter((id) => id !== ""))(
    "createReservationItems refuses the id %p wherever it stands",
    async (id) => {
      for (const field of ["inventory_item_id", "location_id", "line_item_id", "external_id", "created_by"]) {
        const lines = [coreLine({}), coreLine({ [field]: id })]
        const refused = { type: "invalid_data", message: expect.stringMatching(new RegExp(`^Line 1: ${field} `)) }
        await expect(inventory.service.createReservationItems(lines)).rejects.toMatchObject(refused)
      }
      expect(await reserved()).toBe(0)
    }
  )

  it.each([
    ["description", nul],
    ["description", half],
    ["description", 5],
    ["description", "x".repeat(10_001)],
    ["metadata", { note: nul }],
    ["metadata", { [half]: 1 }],
    ["metadata", { deep: [{ note: half }] }],
    ["metadata", circle],
    ["metadata", { big: 10n }],
    ["metadata", "text"],
    ["metadata", []],
    ["allow_backorder", "no"],
  ])("createReservationItems refuses the %s %p", async (field, value) => {
    const refused = { type: "invalid_data", message: expect.stringMatching(new RegExp(`^Line 0: ${field} `)) }
    await expect(inventory.service.createReservationItems([coreLine({ [field]: value })])).rejects.toMatchObject(
      refused
    )
  })

  it.each([null, "text", 5])("createReservationItems refuses %p for a line", async (bad) => {
    await expect(inventory.service.createReservationItems([coreLine({}), anything(bad)])).rejects.toMatchObject({
      type: "invalid_data",
    })
    expect(await reserved()).toBe(0)
  })

  it("keeps what merely looks like an escape, or like SQL", async () => {
    const metadata = { note: "a\\u0000b \\\\u0000", "'; --": "\\ud800" }
    const made = await inventory.service.createReservationItems(coreLine({ metadata, description: oddIds.join() }))
    expect(await inventory.service.retrieveReservationItem(made.id)).toMatchObject({
      metadata,
      description: oddIds.join(),
    })
  })

  it.each(oddIds)("takes the id %p as it is", async (id) => {
    const at = await stockItem(inventory.service, { [id]: 1 })
    await inventory.service.createReservationItems(
      anything({ inventory_item_id: at, location_id: id, quantity: 1, line_item_id: id })
    )
    expect(await levelOf(inventory.service, at, id)).toEqual([1, 1])
    await inventory.service.deleteReservationItemsByLineItem(id)
    expect(await levelOf(inventory.service, at, id)).toEqual([1, 0])
  })

  it.each(badQuantities)("updateReservationItems refuses the quantity %p", async (quantity) => {
    const { id } = await inventory.service.createReservationItems(coreLine({ quantity: 2 }))
    if (quantity === undefined) return
    await expect(inventory.service.updateReservationItems(anything({ id, quantity }))).rejects.toMatchObject({
      type: "invalid_data",
    })
    expect(await reserved()).toBe(2)
  })

  it.each(badIds)("updateReservationItems refuses the id %p", async (id) => {
    await expect(inventory.service.updateReservationItems(anything({ id, quantity: 1 }))).rejects.toMatchObject({
      type: "invalid_data",
    })
  })

  it.each(noNumbers)(
    "adjustInventory refuses the change %p of one level, and leaves the other alone",
    async (adjustment) => {
      const changes = [
        { inventoryItemId: item, locationId: "shop", adjustment: 1 },
        { inventoryItemId: item, locationId: "depot", adjustment: anything(adjustment) },
      ]
      await expect(inventory.service.adjustInventory(changes)).rejects.toMatchObject({ type: "invalid_data" })
      expect(await levelOf(inventory.service, item, "shop")).toEqual([50, 0])
    }
  )

  it.each([...noNumbers.filter((figure) => figure !== undefined), -1])(
    "updateInventoryLevels refuses the figure %p of one level, and leaves the other alone",
    async (stocked_quantity) => {
      const figures = [
        { inventory_item_id: item, location_id: "shop", stocked_quantity: 1 },
        { inventory_item_id: item, location_id: "depot", stocked_quantity: anything(stocked_quantity) },
      ]
      await expect(inventory.service.updateInventoryLevels(figures)).rejects.toMatchObject({ type: "invalid_data" })
      expect(await levelOf(inventory.service, item, "shop")).toEqual([50, 0])
    }
  )

  it.each(badIds)("levels and deletions refuse the id %p", async (id) => {
    const at = { inventory_item_id: item, location_id: anything(id) }
    const calls = [
      () => inventory.service.adjustInventory([{ inventoryItemId: item, locationId: anything(id), adjustment: 1 }]),
      () => inventory.service.updateInventoryLevels({ ...at, stocked_quantity: 1 }),
      () => inventory.service.createInventoryLevels({ ...at, stocked_quantity: 1 }),
      () => inventory.service.softDeleteReservationItems([anything(id)]),
      () => inventory.service.deleteReservationItemsByLineItem([anything(id)]),
      () => inventory.service.reserveSold({ floor: "none", reservations: [sale({ locationId: id })] }),
    ]
    for (const call of calls) await expect(call()).rejects.toMatchObject({ type: "invalid_data" })
  })

  it("a level that was deleted can be given nothing and owes nothing", async () => {
    await inventory.service.deleteInventoryLevel(item, "depot")
    const at = { inventory_item_id: item, location_id: "depot" }
    const gone = { type: "not_found", message: expect.stringContaining("depot") }
    await expect(inventory.service.createReservationItems([coreLine({}), coreLine(at)])).rejects.toMatchObject(gone)
    await expect(inventory.service.adjustInventory(item, "depot", 1)).rejects.toMatchObject(gone)
    await expect(inventory.service.updateInventoryLevels({ ...at, stocked_quantity: 1 })).rejects.toMatchObject(gone)
    expect(await inventory.service.reserve({ lines: [line(), line({ locationIds: ["depot"] })] })).toMatchObject({
      ok: false,
      refusals: [{ reason: "not_stocked", line: 1 }],
    })
    expect(await reserved()).toBe(0)
  })
})

describe("reserve and hold", () => {
  const both = async (request: object) => [
    await inventory.service.reserve(anything(request)),
    await inventory.service.hold(anything({ owner: "cart", ttlMs: 60_000, ...request })),
  ]

  it.each([...badQuantities, 0, "1e3", "0x2", " "])("refuse the quantity %p, naming the line", async (quantity) => {
    for (const outcome of await both({ lines: [line(), line({ quantity })] }))
      expect(outcome).toMatchObject({ ok: false, refusals: [{ reason: "invalid_quantity", line: 1 }] })
    expect(await reserved()).toBe(0)
  })

  it.each(badIds)("refuse the id %p wherever it stands, naming the line", async (id) => {
    for (const more of [{ inventoryItemId: id }, { lineItemId: id }, { locationIds: ["shop", id] }]) {
      for (const outcome of await both({ lines: [line(), line({ lineItemId: "l", ...more })] }))
        expect(outcome).toMatchObject({ ok: false, refusals: [{ reason: "invalid_request", line: 1 }] })
    }
    for (const more of [{ owner: id }, { idempotencyKey: id }]) {
      for (const outcome of await both({ lines: [line()], ...more }))
        expect(outcome).toMatchObject({ ok: false, refusals: [{ reason: "invalid_request", line: null }] })
    }
  })

  it.each([
    ["no lines at all", { lines: undefined }],
    ["lines that are none", { lines: "all" }],
    ["a line that is none", { lines: [null] }],
    ["a line that is a word", { lines: ["shop"] }],
    ["no places", { lines: [anything({ inventoryItemId: "i", locationIds: [], quantity: 1 })] }],
    ["places that are none", { lines: [anything({ inventoryItemId: "i", locationIds: "shop", quantity: 1 })] }],
    [
      "a description that cannot be stored",
      { lines: [anything({ inventoryItemId: "i", locationIds: ["p"], quantity: 1, description: nul })] },
    ],
    ["too many lines", { lines: Array.from({ length: 201 }, () => line()) }],
    [
      "too many places",
      {
        lines: [
          anything({ inventoryItemId: "i", locationIds: Array.from({ length: 201 }, (_, n) => `p${n}`), quantity: 1 }),
        ],
      },
    ],
  ])("refuse %s", async (_, request) => {
    for (const outcome of await both(request))
      expect(outcome).toMatchObject({
        ok: false,
        refusals: expect.arrayContaining([expect.objectContaining({ reason: "invalid_request" })]),
      })
  })

  it("refuse what is no request", async () => {
    for (const bad of [null, undefined, "all", 5]) {
      expect(await inventory.service.reserve(anything(bad))).toMatchObject({ ok: false })
      expect(await inventory.service.hold(anything(bad))).toMatchObject({ ok: false })
      expect(await inventory.service.release(anything(bad))).toMatchObject({ ok: false })
      expect(await inventory.service.bind(anything(bad))).toMatchObject({ ok: false })
      expect(await inventory.service.extendHold(anything(bad))).toMatchObject({ ok: false })
    }
  })

  it("name every line that stands in the way, each for its reason", async () => {
    const piece = await stockItem(inventory.service, { shop: 5 })
    await inventory.service.updateInventoryItems({ id: piece, unit_of_measure: "piece" } as never)
    const lines = [
      line(),
      line({ inventoryItemId: "iitem_none" }),
      line({ locationIds: ["moon"] }),
      line({ inventoryItemId: piece, quantity: 0.5 }),
      line({ quantity: 99 }),
    ]
    for (const outcome of await both({ lines })) {
      expect(outcome).toMatchObject({
        ok: false,
        refusals: expect.arrayContaining([
          expect.objectContaining({ reason: "unknown_item", line: 1 }),
          expect.objectContaining({ reason: "not_stocked", line: 2 }),
          expect.objectContaining({ reason: "too_precise", line: 3 }),
          expect.objectContaining({ reason: "short", line: 4, wanted: 99 }),
        ]),
      })
    }
    expect([await reserved(), (await levelOf(inventory.service, piece, "shop"))[1]]).toEqual([0, 0])
  })

  it("know nothing of an owner, a line or a reservation that never was", async () => {
    const nothing = { ok: true, already: false, released: 0 }
    for (const id of oddIds) {
      expect(await inventory.service.release({ owners: [id], reservationIds: [id], lineItemIds: [id] })).toEqual(
        nothing
      )
      expect(await inventory.service.extendHold({ owner: id, ttlMs: 1000 })).toMatchObject({ ok: false })
      const places = [{ locationId: id, quantity: 1, lineItemId: id }]
      expect(await inventory.service.bind({ lineItemId: id, inventoryItemId: id, places })).toMatchObject({
        ok: false,
        refusals: [{ reason: "unknown_reservation" }],
      })
    }
  })

  it.each([...badQuantities, 0])("bind refuses the quantity %p, naming the place", async (quantity) => {
    const places = [{ locationId: "shop", quantity: anything(quantity), lineItemId: "line" }]
    expect(await inventory.service.bind({ lineItemId: "line", inventoryItemId: item, places })).toMatchObject({
      ok: false,
      refusals: [{ reason: "invalid_quantity", line: 0 }],
    })
  })
})

describe("a bad call among good ones", () => {
  it("fails alone, however many go out together", async () => {
    const good = Array.from({ length: 40 }, (_, n) =>
      inventory.service.createReservationItems(coreLine({ line_item_id: `g${n}` }))
    )
    const bad = [
      coreLine({ quantity: "two" }),
      coreLine({ description: nul }),
      coreLine({ inventory_item_id: "iitem_none" }),
      coreLine({ quantity: 60 }),
      coreLine({ metadata: { note: half } }),
    ].map((input) =>
      inventory.service.createReservationItems(input).then(
        () => "granted",
        (error) => error.type
      )
    )
    const reservations = await inventory.service.reserve({ lines: [line({ quantity: 2 })] })
    expect((await Promise.all(good)).length).toBe(40)
    expect(await Promise.all(bad)).toEqual(["invalid_data", "invalid_data", "not_found", "not_allowed", "invalid_data"])
    expect(reservations).toMatchObject({ ok: true })
    expect(await reserved()).toBe(42)
  })

  it("that the database itself cannot store fails alone too", async () => {
    const taken = `resitem_${item}`
    await inventory.database.query(
      `alter table reservation_item add constraint no_poison check (description is distinct from 'poison')`
    )
    try {
      const calls = Array.from({ length: 40 }, (_, n) =>
        inventory.service
          .createReservationItems(
            coreLine({ description: n % 13 === 7 ? "poison" : "good", line_item_id: `${taken}${n}` })
          )
          .then(
            () => "granted",
            () => "failed"
          )
      )
      const outcomes = await Promise.all(calls)
      expect(outcomes.map((outcome, n) => (outcome === "failed" ? n : -1)).filter((n) => n >= 0)).toEqual([7, 20, 33])
      expect(await reserved()).toBe(37)
    } finally {
      await inventory.database.query(`alter table reservation_item drop constraint no_poison`)
    }
  })
})
