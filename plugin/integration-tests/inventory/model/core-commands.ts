import * as fc from "fast-check"
import { agree, expectNoOversell, promises } from "./agree"
import { Command, holdsOf, item, owner, place, quantity } from "./claim-commands"
import { free, key, mustGrant, promisable, sum, type Model, type Reservation } from "./model"

const which = fc.nat({ max: 9 })

/** Whether a call of core's was granted; every other error than a refusal is a fault. */
async function isGranted(call: Promise<unknown>): Promise<boolean> {
  try {
    await call
    return true
  } catch (error) {
    if (["not_allowed", "invalid_data", "not_found"].includes((error as { type: string }).type)) return false
    throw error
  }
}

const coreLine = fc.record({
  item,
  place,
  quantity,
  backorder: fc.boolean().chain((is) => (is ? fc.boolean() : fc.constant(false))),
})

/** Core's own way to reserve; inside a cause that names a holder, its holds turn into the reservation. */
export const coreReserve = fc
  .record({
    lines: fc.oneof(fc.tuple(coreLine), fc.array(coreLine, { minLength: 1, maxLength: 3 })),
    holder: fc.option(owner, { freq: 1, nil: undefined }),
  })
  .map(
    (asked) =>
      new Command(`createReservationItems(${JSON.stringify(asked)})`, async (model, world) => {
        const who = asked.holder === undefined ? undefined : world.named(asked.holder)
        const orderLine = (at: number) => world.named(`core_${model.orderLines}_${at}`)
        const input = asked.lines.map((line, at) => ({
          inventory_item_id: world.items[line.item]!,
          location_id: world.places[line.place]!,
          quantity: line.quantity,
          allow_backorder: line.backorder,
          line_item_id: orderLine(at),
        }))
        const make = () => world.inventory.service.createReservationItems(input)
        const call =
          who === undefined ? make() : world.inventory.service.withCause({ cause: "cart", holder: who }, make)
        const granted = await isGranted(call)
        const own = holdsOf(model, who).filter((hold) => asked.lines.some((line) => line.item === hold.item))
        const firm = asked.lines.filter((line) => !line.backorder).map((line) => ({ ...line, places: [line.place] }))
        if (asked.lines.some((line) => line.item === 0 && !Number.isInteger(line.quantity))) expect(granted).toBe(false)
        else if (mustGrant(model, firm, own, who)) expect(granted).toBe(true)
        if (granted) {
          const before = promises(model)
          for (const hold of own) hold.isLive = false
          for (const [at, made] of (await call).entries()) {
            const { item, place, quantity, backorder } = asked.lines[at]!
            model.reservations.set(made.id, {
              item,
              place,
              quantity,
              backorder,
              orderLine: orderLine(at),
              isLive: true,
            })
          }
          await agree(model, world)
          if (firm.length === asked.lines.length)
            expectNoOversell(
              model,
              before,
              firm.map((line) => key(line.item, line.place))
            )
        }
        model.orderLines += 1
      })
  )

/** Changes one reservation: more, fewer, elsewhere, or both. */
export const coreUpdate = fc
  .record({
    which,
    quantity: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
    place: fc.option(place, { nil: undefined }),
  })
  .map(
    (asked) =>
      new Command(`updateReservationItems(${JSON.stringify(asked)})`, async (model, world) => {
        const [id, now] = chosen(model, asked.which) ?? []
        if (id === undefined || now === undefined) return
        const change = {
          id,
          ...(asked.quantity !== undefined && { quantity: asked.quantity }),
          ...(asked.place !== undefined && { location_id: world.places[asked.place]! }),
        }
        const granted = await isGranted(world.inventory.service.updateReservationItems(change))
        const quantity = asked.quantity ?? now.quantity
        const place = asked.place ?? now.place
        const more = place === now.place ? quantity - now.quantity : quantity
        const isCovered = more <= 0 || now.backorder || more <= promisable(model, now.item, place)
        expect(granted).toBe(now.isLive && isCovered)
        if (granted) Object.assign(now, { quantity, place })
      })
  )

const chosen = (model: Model, which: number): [string, Reservation] | undefined => {
  const all = [...model.reservations]
  return all[which % Math.max(all.length, 1)]
}

/** Deletes, or brings back what was deleted: that claims anew, and may use safety stock. */
export const coreDelete = fc
  .record({ how: fc.constantFrom("softDeleteReservationItems" as const, "restoreReservationItems" as const), which })
  .map(
    ({ how, which }) =>
      new Command(`${how}(${which})`, async (model, world) => {
        const [id, now] = chosen(model, which) ?? []
        if (id === undefined || now === undefined) return
        const granted = await isGranted(world.inventory.service[how]([id]))
        const isCovered = now.isLive || now.backorder || now.quantity <= free(model, now.item, now.place)
        expect(granted).toBe(how === "softDeleteReservationItems" || isCovered)
        if (granted) now.isLive = how === "restoreReservationItems"
      })
  )

/** Goods come and go, are counted, or are withheld. */
export const stock = fc.oneof(
  fc.record({ item, place, by: fc.integer({ min: -4, max: 4 }) }).map(
    ({ item, place, by }) =>
      new Command(`adjustInventory(${item}, ${place}, ${by})`, async (model, world) => {
        const level = model.levels.get(key(item, place))!
        const granted = await isGranted(
          world.inventory.service.adjustInventory(world.items[item]!, world.places[place]!, by)
        )
        expect(granted).toBe(by >= 0 || level.onHand + by >= 0)
        if (granted) level.onHand += by
      })
  ),
  fc.record({ item, place, onHand: fc.nat({ max: 8 }) }).map(
    ({ item, place, onHand }) =>
      new Command(`updateInventoryLevels(${item}, ${place}, ${onHand})`, async (model, world) => {
        await world.inventory.service.updateInventoryLevels({
          inventory_item_id: world.items[item]!,
          location_id: world.places[place]!,
          stocked_quantity: onHand,
        })
        model.levels.get(key(item, place))!.onHand = onHand
      })
  ),
  fc.record({ item, place, quantity: fc.option(fc.nat({ max: 2 })) }).map(
    ({ item, place, quantity }) =>
      new Command(`setSafetyStock(${item}, ${place}, ${quantity})`, async (model, world) => {
        const rule = { inventoryItemId: world.items[item]!, locationId: world.places[place]!, quantity }
        await world.inventory.service.setSafetyStock([rule])
        model.levels.get(key(item, place))!.safety = quantity
      })
  )
)

/** What was sold elsewhere: may use safety stock, or is recorded whatever there is; once for each id. */
export const sold = fc
  .record({
    id: fc.constantFrom("a", "b", "c"),
    item,
    place,
    quantity: fc.integer({ min: 1, max: 4 }),
    floor: fc.constantFrom("shelf" as const, "none" as const),
  })
  .map(
    (asked) =>
      new Command(`reserveSold(${JSON.stringify(asked)})`, async (model, world) => {
        const id = world.named(`sold_${asked.id}`)
        const orderLine = world.named(`sold_line_${asked.id}`)
        const known = model.reservations.get(id)
        if (known && known.item !== asked.item) return
        const outcome = await world.inventory.service.reserveSold({
          floor: asked.floor,
          reservations: [
            {
              id,
              inventoryItemId: world.items[asked.item]!,
              locationId: world.places[asked.place]!,
              quantity: asked.quantity,
              lineItemId: orderLine,
            },
          ],
        })
        if (known) return expect(outcome).toEqual({ ok: true, already: true }) as unknown as void
        const isCovered = asked.floor === "none" || asked.quantity <= free(model, asked.item, asked.place)
        expect(outcome).toMatchObject(
          isCovered ? { ok: true, already: false } : { ok: false, short: [{ wanted: asked.quantity }] }
        )
        if (!outcome.ok) return
        const { item, place, quantity, floor } = asked
        model.reservations.set(id, { item, place, quantity, backorder: floor === "none", orderLine, isLive: true })
      })
  )

/** What may be promised of an item is the sum of what each place may, and none borrows from another. */
export const ask = item.map(
  (item) =>
    new Command(`retrieveAvailableQuantity(${item})`, async (model, world) => {
      const told = await world.inventory.service.retrieveAvailableQuantity(world.items[item]!, [...world.places])
      expect(Number(told)).toBe(sum(world.places.map((_, place) => Math.max(0, promisable(model, item, place)))))
    })
)
