import * as fc from "fast-check"
import type { ClaimLine, HoldOutcome, ReserveOutcome } from "../../../src/inventory/contract"
import { agree, expectNoOversell, promises } from "./agree"
import { key, mustGrant, type Claim, type Line, type Model } from "./model"
import type { World } from "./world"

/** A command: what it does to both, and then the law that both agree. */
export class Command implements fc.AsyncCommand<Model, World> {
  constructor(
    private readonly text: string,
    private readonly act: (model: Model, world: World) => Promise<void>
  ) {}

  readonly check = () => true

  async run(model: Model, world: World): Promise<void> {
    await this.act(model, world)
    await agree(model, world)
  }

  readonly toString = () => this.text
}

export const item = fc.nat({ max: 1 })
export const place = fc.nat({ max: 1 })
export const owner = fc.constantFrom("ann", "bob")
/** Mostly none: a key that was used answers nothing new. */
export const idempotencyKey = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom("k1", "k2", "k3") }
)
/** Half a piece there is not; half a kilogram there is. */
export const quantity = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.constant(0.5) }
)
export const places = fc.oneof(
  place.map((each) => [each]),
  fc.constantFrom([0, 1], [1, 0])
)
const line = fc.record<Line>({ item, places, quantity })

/** Holds: everything an owner holds is replaced, or nothing changes. */
export const hold = fc
  .record({ owner, lines: fc.array(line, { maxLength: 3 }), idempotencyKey })
  .map((asked) => new Command(`hold(${JSON.stringify(asked)})`, (model, world) => runHold(model, world, asked)))

/** Reserves, with or without the holds of an owner. */
export const reserve = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    owner: fc.option(owner, { freq: 1, nil: undefined }),
    idempotencyKey,
  })
  .map((asked) => new Command(`reserve(${JSON.stringify(asked)})`, (model, world) => runReserve(model, world, asked)))

interface AskedHold {
  readonly owner: string
  readonly lines: readonly Line[]
  readonly idempotencyKey: string | undefined
}

async function runHold(model: Model, world: World, asked: AskedHold): Promise<void> {
  const who = world.named(asked.owner)
  const lines = asked.lines.map((each) => toLine(world, each))
  const request = { owner: who, lines, ttlMs: 3_600_000, ...keyOf(world, asked.idempotencyKey) }
  const ask = () => world.inventory.service.hold(request)
  const outcome = await ask()
  if (isRepetition(model, "hold", request, outcome, ask)) return
  const own = holdsOf(model, who)
  const mine = mustGrant(model, asked.lines, own, who)
  judge(outcome, asked.lines, mine)
  if (!outcome.ok) return
  const before = promises(model)
  for (const each of own) each.isLive = false
  for (const [at, { item, places, quantity }] of asked.lines.entries()) {
    const units = outcome.units.filter((unit) => unit.line === at)
    addClaim(model, world, { kind: "hold", owner: who, item, pool: places, quantity, orderLine: null }, units)
  }
  await agree(model, world)
  expectNoOversell(
    model,
    before,
    asked.lines.flatMap((each, at) => placesOf(world, each, outcome.units, at))
  )
}

async function runReserve(
  model: Model,
  world: World,
  asked: Omit<AskedHold, "owner"> & { readonly owner: string | undefined }
): Promise<void> {
  const who = asked.owner === undefined ? undefined : world.named(asked.owner)
  const lines = asked.lines.map((each, at) => ({
    ...toLine(world, each),
    lineItemId: world.named(`line_${model.orderLines}_${at}`),
  }))
  const request = { lines, ...(who !== undefined && { owner: who }), ...keyOf(world, asked.idempotencyKey) }
  const isNew = asked.idempotencyKey === undefined || !model.keys.has(request.idempotencyKey!)
  const ask = () => world.inventory.service.reserve(request)
  const outcome = await ask()
  // Order lines are named by how many requests were judged, so that a repetition asks for the very same.
  if (isRepetition(model, "reserve", request, outcome, ask) || !isNew) return
  model.orderLines += 1
  const own = holdsOf(model, who).filter((each) => asked.lines.some((wanted) => wanted.item === each.item))
  judge(outcome, asked.lines, mustGrant(model, asked.lines, own, who))
  if (!outcome.ok) return
  const before = promises(model)
  for (const each of own) each.isLive = false
  for (const made of outcome.reservations)
    addMade(model, world, made, asked.lines[made.line]!, request.lines[made.line]!, who)
  expect(outcome.reservations.map((made) => made.line).sort()).toEqual(asked.lines.map((_, at) => at))
  await agree(model, world)
  const placed = outcome.reservations.flatMap((made) =>
    made.locationId === null ? [] : [key(asked.lines[made.line]!.item, world.places.indexOf(made.locationId))]
  )
  expectNoOversell(model, before, placed)
}

type Made = Extract<ReserveOutcome, { ok: true }>["reservations"][number]

function addMade(model: Model, world: World, made: Made, asked: Line, sent: ClaimLine, who: string | undefined): void {
  const { item, places, quantity } = asked
  expect(made).toMatchObject({ inventoryItemId: world.items[item], quantity })
  const orderLine = sent.lineItemId!
  if (made.locationId === null) {
    const claim = { kind: "pool" as const, owner: who ?? orderLine, item, pool: places, quantity, orderLine }
    model.claims.set(made.id, { ...claim, parts: new Map(), isLive: true })
  } else {
    expect(made.locationId).toBe(world.places[places[0]!])
    model.reservations.set(made.id, { item, place: places[0]!, quantity, backorder: false, orderLine, isLive: true })
  }
}

type Units = Extract<HoldOutcome, { ok: true }>["units"]

function addClaim(model: Model, world: World, claim: Omit<Claim, "parts" | "isLive">, units: Units): void {
  expect(units.reduce((sum, unit) => sum + unit.quantity, 0)).toBe(claim.quantity)
  for (const unit of units) expect(claim.pool).toContain(world.places.indexOf(unit.locationId))
  model.claims.set(`new ${model.claims.size} ${Math.random()}`, { ...claim, parts: new Map(), isLive: true })
}

const placesOf = (world: World, { item }: Line, units: Units, at: number) =>
  units.filter((unit) => unit.line === at).map((unit) => key(item, world.places.indexOf(unit.locationId)))

export const holdsOf = (model: Model, who: string | undefined) =>
  [...model.claims.values()].filter((each) => each.kind === "hold" && each.owner === who && each.isLive)

const toLine = (world: World, { item, places, quantity }: Line): ClaimLine => ({
  inventoryItemId: world.items[item]!,
  locationIds: places.map((each) => world.places[each]!),
  quantity,
})

export const keyOf = (world: World, name: string | undefined) =>
  name === undefined ? {} : { idempotencyKey: world.named(name) }

/** Half a piece is always refused; a line that fits is never. What is refused names the lines that stand in the way. */
function judge(outcome: HoldOutcome | ReserveOutcome, lines: readonly Line[], must: boolean): void {
  const isTooPrecise = lines.some((each) => each.item === 0 && !Number.isInteger(each.quantity))
  if (isTooPrecise) expect(outcome.ok).toBe(false)
  else if (must) expect(outcome).toMatchObject({ ok: true })
  if (outcome.ok) return
  for (const refusal of outcome.refusals) {
    expect(refusal.line).not.toBeNull()
    const refused = lines[refusal.line!]!
    if (refusal.reason === "too_precise") expect(Number.isInteger(refused.quantity)).toBe(false)
    else expect(refusal).toMatchObject({ reason: "short", wanted: refused.quantity })
  }
}

/**
 * Whether a key had its answer before. Then the same request gets that answer again, and another request is told that the
 * key is taken; neither changes anything.
 */
export function isRepetition(
  model: Model,
  operation: string,
  request: { readonly idempotencyKey?: string },
  outcome: object,
  ask: () => Promise<object>
): boolean {
  const { idempotencyKey, ...asked } = request
  if (idempotencyKey === undefined) return false
  const print = JSON.stringify([operation, asked])
  const first = model.keys.get(idempotencyKey)
  if (first === undefined) {
    model.keys.set(idempotencyKey, { print, answer: outcome, ask })
    return false
  }
  if (first.print === print) expect(outcome).toEqual({ ...(first.answer as object), already: true })
  else expect(outcome).toMatchObject({ ok: false, refusals: [{ reason: "key_reused", line: null }] })
  return true
}

/** Sends a request that had a key once more, however much has happened since. */
export const again = fc.nat({ max: 2 }).map(
  (which) =>
    new Command(`again(${which})`, async (model) => {
      const first = [...model.keys.values()][which]
      if (first) expect(await first.ask()).toEqual({ ...(first.answer as object), already: true })
    })
)
