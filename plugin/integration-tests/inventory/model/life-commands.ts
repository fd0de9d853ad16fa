import * as fc from "fast-check"
import type { ReleaseRequest } from "../../../src/inventory/contract"
import { agree, expectNoOversell, promises } from "./agree"
import { Command, holdsOf, idempotencyKey, isRepetition, keyOf, owner } from "./claim-commands"
import { promisable, sum, type Model } from "./model"
import type { World } from "./world"

/** More time for a hold that lives. */
export const extend = owner.map(
  (who) =>
    new Command(`extend(${who})`, async (model, world) => {
      const outcome = await world.inventory.service.extendHold({ owner: world.named(who), ttlMs: 3_600_000 })
      expect(outcome.ok).toBe(holdsOf(model, world.named(who)).length > 0)
      if (!outcome.ok) expect(outcome.refusals).toMatchObject([{ reason: "lapsed" }])
    })
)

/** Time passes: an owner's holds lapse. The database's clock decides, so what it is compared with is moved. */
export const lapse = owner.map(
  (who) =>
    new Command(`lapse(${who})`, async (model, world) => {
      await world.inventory.database.query(
        `update anyshelf_hold set expires_at = clock_timestamp() where owner = $1 and kind = 'hold'`,
        [world.named(who)]
      )
      for (const hold of holdsOf(model, world.named(who))) hold.isLive = false
    })
)

/** Tidying changes nothing that anybody can see. */
export const tidy = fc.constant(
  new Command("tidy()", async (_, world) => void (await world.inventory.service.tidyClaims({ limit: 100 })))
)

/** Gives back by owner, by id and by order line; each claim once, whatever it is named by. */
export const release = fc
  .record({
    owner: fc.option(owner, { nil: undefined }),
    which: fc.option(fc.nat({ max: 9 }), { nil: undefined }),
    byLine: fc.boolean(),
    idempotencyKey,
  })
  .filter(({ owner: who, which }) => who !== undefined || which !== undefined)
  .map(
    (asked) =>
      new Command(`release(${JSON.stringify(asked)})`, async (model, world) => {
        const named = chosen(model, asked.which)
        const request: ReleaseRequest = {
          ...(asked.owner !== undefined && { owners: [world.named(asked.owner)] }),
          ...(asked.which !== undefined &&
            (asked.byLine
              ? { lineItemIds: [named?.orderLine ?? world.named("none")] }
              : { reservationIds: [named?.id ?? world.named("none")] })),
          ...keyOf(world, asked.idempotencyKey),
        }
        const ask = () => world.inventory.service.release(request)
        const outcome = await ask()
        if (isRepetition(model, "release", request, outcome, ask)) return
        const own = asked.owner === undefined ? [] : holdsOf(model, world.named(asked.owner))
        const claims = [...own, ...reservationsNamed(model, request)]
        for (const each of claims) each.isLive = false
        expect(outcome).toEqual({ ok: true, already: false, released: claims.length })
      })
  )

function chosen(model: Model, which: number | undefined) {
  const all = [...model.reservations, ...[...model.claims].filter(([, each]) => each.kind === "pool")]
  if (which === undefined || all.length === 0) return undefined
  const [id, { orderLine }] = all[which % all.length]!
  return { id, orderLine: orderLine! }
}

function reservationsNamed(model: Model, { reservationIds = [], lineItemIds = [] }: ReleaseRequest) {
  return [...model.reservations, ...model.claims]
    .filter(
      ([id, each]) =>
        each.isLive &&
        !("kind" in each && each.kind === "hold") &&
        (reservationIds.includes(id) || lineItemIds.includes(each.orderLine!))
    )
    .map(([, each]) => each)
}

/** Takes a pool-scoped reservation to places: all of it or a part, all at one place or split. */
export const bind = fc
  .record({ which: fc.nat({ max: 9 }), shares: fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })), idempotencyKey })
  .filter(({ shares }) => sum(shares) > 0)
  .map((asked) => new Command(`bind(${JSON.stringify(asked)})`, (model, world) => runBind(model, world, asked)))

async function runBind(
  model: Model,
  world: World,
  asked: { which: number; shares: readonly number[]; idempotencyKey: string | undefined }
): Promise<void> {
  const pools = [...model.claims.values()].filter((each) => each.kind === "pool")
  if (pools.length === 0) return
  const claim = pools[asked.which % pools.length]!
  const wanted = asked.shares.flatMap((share, place) => (share > 0 ? [{ share, place }] : []))
  const request = {
    lineItemId: claim.orderLine!,
    inventoryItemId: world.items[claim.item]!,
    places: wanted.map(({ share, place }, at) => ({
      locationId: world.places[place]!,
      quantity: share,
      lineItemId: at === 0 ? claim.orderLine! : `${claim.orderLine}_${place}`,
    })),
    ...keyOf(world, asked.idempotencyKey),
  }
  const ask = () => world.inventory.service.bind(request)
  const outcome = await ask()
  if (isRepetition(model, "bind", request, outcome, ask)) return
  const isTaken = request.places.some(({ lineItemId }) =>
    [...model.reservations.values()].some(
      (each) => each.isLive && each.item === claim.item && each.orderLine === lineItemId
    )
  )
  const isBound = claim.isLive && !isTaken && sum(asked.shares) <= claim.quantity
  if (!isBound) return expect(outcome.ok).toBe(false) as unknown as void
  const hasRoom = wanted.every(
    ({ share, place }) => share - (claim.parts.get(place) ?? 0) <= Math.max(0, promisable(model, claim.item, place))
  )
  if (hasRoom) expect(outcome).toMatchObject({ ok: true })
  if (!outcome.ok) return
  const before = promises(model)
  for (const made of outcome.reservations) {
    const { locationId, lineItemId, quantity } = request.places[made.line]!
    expect(made).toMatchObject({ locationId, quantity, inventoryItemId: request.inventoryItemId })
    const place = world.places.indexOf(locationId)
    model.reservations.set(made.id, {
      item: claim.item,
      place,
      quantity,
      backorder: false,
      orderLine: lineItemId,
      isLive: true,
    })
  }
  claim.quantity -= sum(asked.shares)
  claim.isLive = claim.quantity > 0
  await agree(model, world)
  expectNoOversell(model, before, [])
}
