import * as fc from "fast-check"
import { expectBalancedBooks } from "../../support/books"
import { createDatabase, type TestDatabase } from "../../support/database"
import { bootOurs, stockItem, type InventoryUnderTest } from "../../support/inventory-module"
import { emptyModel } from "./model"
import { createWorld, readState, type World } from "./world"

/**
 * The laws of many calls at once, over two processes' worth of connections: nothing is oversold, what was acknowledged is
 * there and nothing else is, and no call is refused what is left over in the end. The order in which they are granted is
 * nobody's business; that none waits for another in a circle is.
 */
const rounds = Number(process.env.ANYSHELF_ROUNDS ?? 60)
const seed = Number(process.env.ANYSHELF_SEED ?? 20261123)

let database: TestDatabase
let processes: InventoryUnderTest[]
beforeAll(async () => {
  database = await createDatabase()
  processes = [await bootOurs(database), await bootOurs(database)]
})
afterAll(async () => {
  await Promise.all((processes ?? []).map((each) => each.close()))
  await database?.drop()
})

const line = fc.record({
  item: fc.nat({ max: 1 }),
  place: fc.nat({ max: 1 }),
  quantity: fc.integer({ min: 1, max: 3 }),
})
type Line = typeof line extends fc.Arbitrary<infer L> ? L : never

const call = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("core" as const), lines: fc.array(line, { minLength: 1, maxLength: 1 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("core" as const), lines: fc.array(line, { minLength: 2, maxLength: 4 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("reserve" as const),
      lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("hold" as const), lines: fc.array(line, { minLength: 1, maxLength: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("too much" as const), lines: fc.tuple(line) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("move" as const), lines: fc.tuple(line) }) }
)
type Call = typeof call extends fc.Arbitrary<infer C> ? C : never

interface Ended {
  readonly call: Call
  readonly granted: boolean
  /** Reservations that were acknowledged. */
  readonly ids: readonly string[]
}

const refusals = ["not_allowed", "not_found", "invalid_data"]

async function act(
  world: World,
  inventory: InventoryUnderTest,
  call: Call,
  n: number,
  movable: string[]
): Promise<Ended> {
  const { service } = inventory
  const lines = call.lines.map(({ item, place, quantity }, at) => ({
    inventoryItemId: world.items[item]!,
    locationIds: [world.places[place]!],
    quantity,
    lineItemId: world.named(`line_${n}_${at}`),
  }))
  switch (call.do) {
    case "hold": {
      const { ok } = await service.hold({ owner: world.named(`cart_${n}`), ttlMs: 600_000, lines })
      return { call, granted: ok, ids: [] }
    }
    case "reserve": {
      const outcome = await service.reserve({ lines })
      return { call, granted: outcome.ok, ids: outcome.ok ? outcome.reservations.map(({ id }) => id) : [] }
    }
    case "too much": {
      const [only] = lines as [(typeof lines)[number]]
      const outcome = await service.reserve({ owner: world.named("holder"), lines: [{ ...only, quantity: 1000 }] })
      return { call, granted: outcome.ok, ids: [] }
    }
    default:
      return core(call, async () => {
        if (call.do === "move") {
          // Both at once and crosswise: each holds the level that the other wants.
          const [one, other] = [movable[n % 2]!, movable[(n + 1) % 2]!]
          const [here, there] = [world.places[call.lines[0].place]!, world.places[1 - call.lines[0].place]!]
          await service.updateReservationItems([
            { id: one, location_id: here },
            { id: other, location_id: there },
          ] as never)
          return []
        }
        const made = await service.createReservationItems(
          lines.map((each) => ({
            inventory_item_id: each.inventoryItemId,
            location_id: each.locationIds[0]!,
            quantity: each.quantity,
            line_item_id: each.lineItemId,
          }))
        )
        return made.map(({ id }) => id)
      })
  }
}

async function core(call: Call, work: () => Promise<string[]>): Promise<Ended> {
  try {
    return { call, granted: true, ids: await work() }
  } catch (error) {
    if (!refusals.includes((error as { type: string }).type)) throw error
    return { call, granted: false, ids: [] }
  }
}

it(`${rounds} rounds of calls at once keep the laws (seed ${seed})`, async () => {
  const calls = fc.array(call, { minLength: 30, maxLength: 60, size: "max" })
  const onHand = fc.array(fc.integer({ min: 4, max: 20 }), { minLength: 4, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(onHand, calls, fc.boolean(), async (figures, drawn, hasMoves) => {
      const asked = drawn.filter((each) => hasMoves || each.do !== "move")
      const world = await createWorld(processes[0]!, emptyModel(), figures)
      const movable = await begin(world)
      const ended = await Promise.all(asked.map((each, n) => act(world, processes[n % 2]!, each, n, movable)))
      await expectLaws(world, ended, movable)
    }),
    { numRuns: rounds, seed, endOnFailure: true }
  )
  await expectBalancedBooks(database)
}, 600_000)

/** Somebody holds one unit of each item already, one place withholds one, and two reservations can be moved about. */
async function begin(world: World): Promise<string[]> {
  const { service } = world.inventory
  const at = (place: number) => ({ inventory_item_id: world.items[0]!, location_id: world.places[place]!, quantity: 1 })
  const made = await service.createReservationItems([at(0), at(1)])
  const lines = world.items.map((inventoryItemId) => ({
    inventoryItemId,
    locationIds: [world.places[0]!],
    quantity: 1,
  }))
  await service.hold({ owner: world.named("holder"), ttlMs: 600_000, lines })
  await service.setSafetyStock([{ inventoryItemId: world.items[1]!, locationId: world.places[1]!, quantity: 1 }])
  return made.map(({ id }) => id)
}

async function expectLaws(world: World, ended: readonly Ended[], movable: readonly string[]): Promise<void> {
  const state = await readState(world)
  expect(state.wrong).toEqual([])
  expect(state.levels.filter(({ promise }) => promise < 0)).toEqual([])
  expect(ended.filter(({ call, granted }) => call.do === "too much" && granted)).toEqual([])
  const acknowledged = [...movable, ...ended.flatMap(({ ids }) => ids)].sort()
  expect(state.reservations.map(({ id }) => id).sort()).toEqual(acknowledged)
  // A move gives units back, so what was refused before it may fit now.
  if (ended.some(({ call }) => call.do === "move")) return
  const left = (each: Line) =>
    state.levels.find(({ item, place }) => item === world.items[each.item] && place === world.places[each.place])!
      .promise
  const single = ended.filter(({ call, granted }) => !granted && call.lines.length === 1 && call.do !== "too much")
  expect(single.filter(({ call }) => call.lines[0]!.quantity <= left(call.lines[0]!))).toEqual([])
}

it("safety stock is left alone by many who each ask for little", async () => {
  const { service } = processes[0]!
  const item = await stockItem(service, { shop: 10 })
  await service.setSafetyStock([{ inventoryItemId: item, locationId: "shop", quantity: 4 }])
  const claim = () => service.createReservationItems({ inventory_item_id: item, location_id: "shop", quantity: 1 })
  // Fewer than are on hand: together they fit on the shelf, and yet not all may have what they want.
  const outcomes = await Promise.allSettled(Array.from({ length: 9 }, claim))
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(6)
})

it("nobody waited for another in a circle", async () => {
  await Promise.all(processes.splice(0).map((each) => each.close()))
  // A session's figures are published when it ends.
  for (let look = 0; look < 2000; look += 1) {
    const [{ others } = { others: 0 }] = await database.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
    )
    if (others === 0) break
  }
  const [{ deadlocks } = { deadlocks: -1 }] = await database.query<{ deadlocks: number }>(
    `select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()`
  )
  expect(deadlocks).toBe(0)
})
