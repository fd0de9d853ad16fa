import type { IInventoryService } from "@medusajs/framework/types"
import * as fc from "fast-check"
import { expectBalancedBooks } from "../../support/books"
import { bootOurs, bootStock, type InventoryUnderTest } from "../../support/inventory-module"
import { comparable, readBooks, type Books } from "./books"
import { call, type Call } from "./calls"
import { faultOf } from "./core-is-wrong"
import { createWorld, perform, plain, type Outcome, type World } from "./world"

/**
 * The law: wherever stock Medusa is right, ours answers the same, refuses the same, tells the same events and leaves the
 * same figures. The same calls go to both, each on a database of its own; what Medusa is known to do wrong is left out
 * here and shown in `core-wrong.test.ts`.
 */
const sequences = Number(process.env.ANYSHELF_SEQUENCES ?? 300)
const seed = Number(process.env.ANYSHELF_SEED ?? 20261123)

let stock: InventoryUnderTest<IInventoryService>
let ours: InventoryUnderTest<IInventoryService>
beforeAll(async () => {
  stock = await bootStock()
  ours = await bootOurs()
})
afterAll(async () => {
  await stock?.close()
  await ours?.close()
})

it(`${sequences} sequences of calls end alike in both modules (seed ${seed})`, async () => {
  const compared = new Map<string, number>()
  const sequence = fc.array(call, { minLength: 5, maxLength: 12 })
  let worlds = 0
  await fc.assert(
    fc.asyncProperty(sequence, async (calls) => {
      worlds += 1
      for (const name of await compareAll(worlds, calls)) compared.set(name, (compared.get(name) ?? 0) + 1)
    }),
    { numRuns: sequences, seed }
  )
  // A law that is never put to the test proves nothing: each method was granted, and refused where it can be.
  expect(kinds.filter((name) => (compared.get(name) ?? 0) < sequences / 100)).toEqual([])
  await expectBalancedBooks(ours.database)
}, 600_000)

const granted = [
  "reserve",
  "update",
  "erase",
  "withdraw",
  "restore",
  "withdraw line",
  "restore line",
  "withdraw at",
  "soft-delete levels at",
  "adjust",
  "set",
  "create level",
  "erase level",
  "erase level by id",
  "soft-delete level",
  "restore level",
  "erase item",
  "soft-delete item",
  "restore item",
  "ask",
]
const refused = ["reserve", "update", "adjust", "set", "create level", "ask"]
const kinds = [...granted.map((name) => `${name}: granted`), ...refused.map((name) => `${name}: refused`)]

/** Makes the calls in two new worlds; returns how each call that was compared ended. */
async function compareAll(id: number, calls: readonly Call[]): Promise<string[]> {
  const [theirs, mine] = [await createWorld(stock, id), await createWorld(ours, id)]
  let before = { theirs: await readBooks(theirs), mine: await readBooks(mine) }
  const ended: string[] = []
  for (const each of calls) {
    if (faultOf(mine, before.mine, each) !== null) continue
    stock.events.length = 0
    ours.events.length = 0
    const [expected, actual] = [await perform(theirs, each), await perform(mine, each)]
    const after = { theirs: await readBooks(theirs), mine: await readBooks(mine) }
    expect({
      call: each,
      ...told(actual, expected),
      books: comparable(mine, after.mine),
      events: eventsOf(mine, before.mine, after.mine),
    }).toEqual({
      call: each,
      ...told(expected, expected),
      books: comparable(theirs, after.theirs),
      events: eventsOf(theirs, before.theirs, after.theirs),
    })
    ended.push(`${each.do}: ${"result" in actual ? "granted" : "refused"}`)
    before = after
  }
  return ended
}

/** What must be the same: the result, or the kind of refusal. Where Medusa falls over a fault, ours may say it better. */
function told(outcome: Outcome, theirs: Outcome) {
  if ("result" in outcome) return { result: outcome.result }
  return { refused: "refused" in theirs && theirs.refused === "fault" ? "somehow" : outcome.refused }
}

/**
 * Each event once: Medusa tells some changes twice over. That a level changed is told only where a figure did, and that a
 * reservation went only when it went: Medusa tells it again when the row of a deleted one is erased. That one came back
 * Medusa tells by its order line only, ours always: its query cache follows these events.
 */
function eventsOf(world: World, before: Books, after: Books): string[] {
  const isSame = (id: string) => {
    const [then, now] = [before, after].map(({ levels }) => JSON.stringify(levels.find((level) => level.id === id)))
    return then === now
  }
  const wasGone = (id: string) => before.reservations.some((each) => each.id === id && each.deletedAt !== null)
  const events = (world.inventory.events as { name: string; data: { id: string } }[])
    .filter(({ name, data }) => !(name === "inventory.inventory-level.updated" && isSame(data.id)))
    .filter(({ name, data }) => !(name === "inventory.reservation-item.deleted" && wasGone(data.id)))
    .filter(({ name }) => name !== "inventory.reservation-item.restored")
    .map(({ name, data }) => `${name} ${JSON.stringify(plain(world, data))}`)
  return [...new Set(events)].sort()
}
