import { key, promisable, reserved, type Claim, type Model } from "./model"
import { readState, type State, type World } from "./world"

/** What each place could promise, to compare before with after. */
export const promises = (model: Model): Map<string, number> =>
  new Map([...model.levels.keys()].map((name) => [name, promisable(model, ...pairOf(name))]))

/**
 * The module's figures are the model's, and hold together in themselves. Takes over where units of pools lie now, and what
 * ids the module gave to holds.
 */
export async function agree(model: Model, world: World): Promise<void> {
  const state = await readState(world)
  expect(state.wrong).toEqual([])
  adoptPlaces(model, world, state)
  expect(figuresOf(world, state)).toEqual(figuresOfModel(model))
  expect(reservationsOf(world, state)).toEqual(reservationsOfModel(model))
}

/** No grant leaves a place more oversold than it was; one that was given units has as many as it promised. */
export function expectNoOversell(model: Model, before: Map<string, number>, given: Iterable<string>): void {
  const after = promises(model)
  const worse = [...after].filter(([name, promise]) => promise < Math.min(0, before.get(name)!))
  expect({ worse, short: [...given].filter((name) => after.get(name)! < 0) }).toEqual({ worse: [], short: [] })
}

export const pairOf = (name: string) => name.split(" ").map(Number) as [item: number, place: number]

function adoptPlaces(model: Model, world: World, state: State): void {
  const found = new Map<string, { print: string; parts: Map<number, number> }>()
  for (const id of new Set(state.claims.filter(({ living }) => living).map((row) => row.id))) {
    const rows = state.claims.filter((row) => row.id === id)
    const parts = new Map(rows.map((row) => [world.places.indexOf(row.place), row.quantity]))
    const { kind, owner, item, pool, line, place } = rows[0]!
    const print = printOf({
      kind: kind === "hold" ? "hold" : "pool",
      owner,
      item: world.items.indexOf(item),
      pool: (pool ?? [place]).map((each) => world.places.indexOf(each)),
      quantity: rows.reduce((sum, row) => sum + row.quantity, 0),
      orderLine: line,
    })
    found.set(id, { print, parts })
  }
  const living = [...model.claims].filter(([, claim]) => claim.isLive)
  const expected = living.map(([, claim]) => printOf(claim)).sort()
  expect([...found.values()].map(({ print }) => print).sort()).toEqual(expected)
  for (const [id, claim] of living) {
    const match = [...found].find(([real, { print }]) => (found.has(id) ? real === id : print === printOf(claim)))!
    claim.parts = match[1].parts
    found.delete(match[0])
    model.claims.delete(id)
    model.claims.set(match[0], claim)
  }
}

type Printed = Pick<Claim, "kind" | "owner" | "item" | "pool" | "quantity" | "orderLine">

const printOf = ({ kind, owner, item, pool, quantity, orderLine }: Printed) =>
  JSON.stringify([kind, owner, item, [...pool].sort(), quantity, orderLine])

const figuresOf = (world: World, state: State) =>
  Object.fromEntries(
    state.levels
      .map((level) => {
        const pair = key(world.items.indexOf(level.item), world.places.indexOf(level.place))
        return [pair, { onHand: level.onHand, reserved: level.reserved, promise: level.promise }] as const
      })
      .sort()
  )

const figuresOfModel = (model: Model) =>
  Object.fromEntries(
    [...model.levels].map(([name, { onHand }]) => {
      const pair = pairOf(name)
      return [name, { onHand, reserved: reserved(model, ...pair), promise: promisable(model, ...pair) }]
    })
  )

const reservationsOf = (world: World, state: State) =>
  state.reservations
    .map(({ id, item, place, quantity, backorder, line }) =>
      JSON.stringify([id, world.items.indexOf(item), world.places.indexOf(place), quantity, backorder, line])
    )
    .sort()

const reservationsOfModel = (model: Model) =>
  [...model.reservations]
    .filter(([, each]) => each.isLive)
    .map(([id, { item, place, quantity, backorder, orderLine }]) =>
      JSON.stringify([id, item, place, quantity, backorder, orderLine])
    )
    .sort()
