import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { readAsOf } from "../../src/inventory/queries/as-of"
import { expectBalancedBooks } from "../support/books"
import { bootOurs, levelOf, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterAll(() => inventory?.close())

/** The database's clock, as text of full precision: JavaScript's dates know no microseconds. */
const now = async () => (await inventory.database.query<{ now: Date }>("select clock_timestamp() as now"))[0]!.now

/** Lets the database's clock pass a millisecond, the finest instant that a Date can name. */
const tick = () => inventory.database.query("select pg_sleep(0.003)")

/** A repeatable source of chance. */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state % below
  }
}

const places = ["depot", "shop"]

async function figuresAsOf(item: string, asOf: Date, locationIds?: readonly string[]) {
  const { stock } = await inventory.service.readStockAsOf({
    inventoryItemIds: [item],
    ...(locationIds && { locationIds }),
    asOf,
  })
  return Object.fromEntries(stock.map((each) => [each.locationId, [each.onHand, each.reserved]]))
}

/** Does something to stock that may be refused; what is refused changes nothing. */
async function anything(item: string, roll: (below: number) => number, reservations: string[]) {
  const location_id = places[roll(2)]!
  const quantity = 1 + roll(4)
  const acts = [
    async () => {
      const claim = { inventory_item_id: item, location_id, quantity }
      reservations.push((await inventory.service.createReservationItems(claim)).id)
    },
    () => inventory.service.adjustInventory(item, location_id, roll(2) ? quantity : -quantity),
    async () => {
      const id = reservations.splice(roll(reservations.length || 1), 1)[0]
      if (id) await inventory.service.deleteReservationItems(id)
    },
    () =>
      inventory.service.updateInventoryLevels([
        { inventory_item_id: item, location_id, stocked_quantity: roll(20), incoming_quantity: roll(5) },
      ]),
    () =>
      inventory.database.query(
        `update inventory_level set stocked_quantity = stocked_quantity + 1, raw_stocked_quantity =
           jsonb_build_object('value', (stocked_quantity + 1)::text, 'precision', 20) where location_id = $1 and inventory_item_id = $2`,
        [location_id, item]
      ),
  ]
  await Promise.resolve(acts[roll(acts.length)]!()).catch((error: { type?: string }) => {
    if (error.type !== "not_allowed") throw error
  })
}

describe("stock as of an instant", () => {
  it.each([1, 2, 3])("is what the level said then, at every instant of a random history (seed %i)", async (seed) => {
    const roll = chance(seed)
    const item = await stockItem(inventory.service, { depot: 10, shop: 5 })
    const reservations: string[] = []
    const seen: { at: Date; levels: Record<string, [number, number]> }[] = []
    for (let step = 0; step < 40; step += 1) {
      await tick()
      const levels: Record<string, [number, number]> = {}
      for (const place of places) levels[place] = await levelOf(inventory.service, item, place)
      seen.push({ at: await now(), levels })
      await tick()
      await anything(item, roll, reservations)
    }
    for (const { at, levels } of seen) {
      expect(await figuresAsOf(item, at)).toEqual(levels)
      expect(await figuresAsOf(item, at, places)).toEqual(levels)
    }
    await expectBalancedBooks(inventory.database)
  })

  it("is nothing before the first movement, and empty after the level was deleted", async () => {
    await tick()
    const before = await now()
    await tick()
    const item = await stockItem(inventory.service, { shop: 5 })
    expect(await figuresAsOf(item, before)).toEqual({})
    await inventory.service.deleteInventoryItemLevelByLocationId("shop")
    expect(await figuresAsOf(item, await later())).toEqual({ shop: [0, 0] })
  })

  it("reads an instant to come as now, and says so", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const asOf = new Date(Date.now() + 86_400_000)
    const reading = await inventory.service.readStockAsOf({ inventoryItemIds: [item], asOf })
    expect(reading.asOf.getTime()).toBeLessThan(asOf.getTime())
    expect(reading.stock).toMatchObject([{ onHand: 5, reserved: 0, incoming: 0, version: 1 }])
  })

  it("answers with the instant when there is nothing to tell", async () => {
    const asOf = new Date("2020-01-01T00:00:00Z")
    expect(await inventory.service.readStockAsOf({ inventoryItemIds: [], asOf })).toEqual({ asOf, stock: [] })
    expect(await inventory.service.readStockAsOf({ inventoryItemIds: ["nobody"], asOf })).toEqual({ asOf, stock: [] })
  })

  it.each([
    ["no instant", { inventoryItemIds: [], asOf: new Date("never") }],
    ["more items than one statement carries", { inventoryItemIds: Array(1001).fill("x"), asOf: new Date() }],
    ["more locations", { inventoryItemIds: [], locationIds: Array(201).fill("x"), asOf: new Date() }],
  ])("refuses %s", async (_, query) => {
    await expect(inventory.service.readStockAsOf(query)).rejects.toMatchObject({ type: "invalid_data" })
  })

  it("is found by an index, however long the history", async () => {
    const item = await stockItem(inventory.service, { shop: 1, depot: 1 })
    await longHistory(item, "shop", 5_000)
    await inventory.database.query("analyze anyshelf_stock_movement")
    const asOf = new Date(Date.now() - 3_600_000)
    for (const locationIds of [undefined, ["shop", "depot", "moon"]]) {
      const plan = await planOf((manager) =>
        readAsOf(manager, { inventoryItemIds: [item], ...(locationIds && { locationIds }), asOf })
      )
      expect(nodesOf(plan).filter((node) => node["Relation Name"] && !/Index/.test(node["Node Type"]))).toEqual([])
      expect(ledgerRowsRead(plan)).toBeLessThanOrEqual(8)
    }
  })
})

describe("the instants of the ledger", () => {
  it("rise with each version, also where the server's clock was set back", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    await inventory.database.query("alter table inventory_level disable trigger all")
    await inventory.database.query(
      `update inventory_level set anyshelf_changed_at = now() + interval '1 hour' where inventory_item_id = $1`,
      [item]
    )
    await inventory.database.query("alter table inventory_level enable trigger all")
    await inventory.service.adjustInventory(item, "shop", 1)
    await inventory.service.adjustInventory(item, "shop", 1)
    const rising = await inventory.database.query(
      `select recorded_at > lag(recorded_at) over (order by version) as rises from anyshelf_stock_movement
       where inventory_item_id = $1 order by version`,
      [item]
    )
    expect(rising).toEqual([{ rises: null }, { rises: true }, { rises: true }])
    await inventory.database.query("delete from inventory_level where inventory_item_id = $1", [item])
    await inventory.service.createInventoryLevels([
      { inventory_item_id: item, location_id: "shop", stocked_quantity: 1 },
    ])
    const [last] = await inventory.database.query<{ ordered: boolean; is_levels: boolean }>(
      `select array_agg(version order by recorded_at) = array_agg(version order by version) as ordered,
         max(m.recorded_at) = max(il.anyshelf_changed_at) as is_levels
       from anyshelf_stock_movement m join inventory_level il using (inventory_item_id) where inventory_item_id = $1`,
      [item]
    )
    expect(last).toEqual({ ordered: true, is_levels: true })
  })
})

describe("the history of a level", () => {
  it("has a point for each movement, and one where the span begins", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    await tick()
    const from = await now()
    await tick()
    await inventory.service.createReservationItems({ inventory_item_id: item, location_id: "shop", quantity: 2 })
    await inventory.service.adjustInventory(item, "shop", -1)
    const history = await inventory.service.readStockHistory({
      inventoryItemId: item,
      locationId: "shop",
      from,
      to: await later(),
    })
    expect(history.isExact).toBe(true)
    expect(history.points.map(({ onHand, reserved }) => [onHand, reserved])).toEqual([[5, 0], [5, 2], [4, 2]]) // prettier-ignore
    expect(history.points[0]!.at).toEqual(from)
  })

  it("of many movements has a bounded number of points, each true at its instant", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    await longHistory(item, "shop", 2_000)
    const span = {
      inventoryItemId: item,
      locationId: "shop",
      from: new Date(Date.now() - 3 * 3_600_000),
      to: await later(),
    }
    const history = await inventory.service.readStockHistory(span)
    expect(history.isExact).toBe(false)
    expect(history.points.length).toBeLessThanOrEqual(240)
    expect(history.points.length).toBeGreaterThan(1)
    for (const { at, onHand } of history.points.slice(0, 20).filter((_, index) => index % 5 === 0)) {
      const { stock } = await inventory.service.readStockAsOf({
        inventoryItemIds: [item],
        locationIds: ["shop"],
        asOf: at,
      })
      // The answer's dates have lost their microseconds, so the neighbour may be what stood at the millisecond.
      expect(Math.abs((stock[0]?.onHand ?? 0) - onHand)).toBeLessThanOrEqual(5)
    }
  })

  it("refuses a span that ends before it begins", async () => {
    const span = { inventoryItemId: "x", locationId: "y", from: new Date(2), to: new Date(1) }
    await expect(inventory.service.readStockHistory(span)).rejects.toMatchObject({ type: "invalid_data" })
  })
})

async function later() {
  await tick()
  return now()
}

/** A ledger of many movements that went by two hours ago, a second apart, as the triggers would have left it. */
async function longHistory(item: string, place: string, count: number) {
  await inventory.database.query(
    `insert into anyshelf_stock_movement (inventory_item_id, location_id, version, kind, on_hand_before, on_hand_delta,
       on_hand_after, reserved_before, reserved_delta, reserved_after, incoming_before, incoming_delta, incoming_after,
       occurred_at, recorded_at)
     select $1, $2, n + 1, 'adjusted', n, 1, n + 1, 0, 0, 0, 0, 0, 0, at, at
     from generate_series(1, $3::int) n, lateral (select now() - interval '2 hours' + n * interval '1 second' as at) t`,
    [item, place, count]
  )
}

interface Plan {
  readonly "Node Type": string
  readonly "Relation Name"?: string
  readonly "Actual Rows": number
  readonly "Actual Loops": number
  readonly Plans?: readonly Plan[]
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

const ledgerRowsRead = (plan: Plan): number =>
  nodesOf(plan)
    .filter((node) => node["Relation Name"] === "anyshelf_stock_movement")
    .reduce((sum, node) => sum + node["Actual Rows"] * node["Actual Loops"], 0)

/** How the database carries out a statement of ours. */
async function planOf(ask: (manager: SqlEntityManager) => Promise<unknown>): Promise<Plan> {
  let plan: Plan | undefined
  const raw = async (sql: string, values: unknown[]) => {
    let place = 0
    const text = `explain (analyze, format json) ${sql.replace(/\?/g, () => `$${(place += 1)}`)}`
    const [row] = await inventory.database.query<{ "QUERY PLAN": { Plan: Plan }[] }>(text, values)
    plan = row!["QUERY PLAN"][0]!.Plan
    return { rows: [] }
  }
  await ask({ getTransactionContext: () => ({ raw }) } as unknown as SqlEntityManager)
  if (!plan) throw new Error("Nothing was asked of the database.")
  return plan
}
