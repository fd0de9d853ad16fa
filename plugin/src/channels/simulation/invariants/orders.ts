import type { OrderRecord } from "@anyshelf/connector-kit"
import { orderIdOf } from "../world/model-shop"
import { itemOf } from "../world/truth"
import type { Judgement } from "../verdict"
import type { World } from "../world/world"

/** Each order of each channel is ours exactly once, with its lines as the channel has them now, and nothing else is. */
export async function judgeOrders(world: World): Promise<Judgement[]> {
  const wanted = new Map<string, OrderRecord>()
  for (const { connection, orders } of world.sellers)
    for (const order of await orders()) wanted.set(orderIdOf(connection.id, order.ref), order)
  return [
    { law: "every order is imported", breaches: [...wanted].flatMap((each) => missing(world, ...each)) },
    { law: "no order is made twice", breaches: [...world.orders.values()].flatMap(twice) },
    { law: "nothing is imported that was not ordered", breaches: strangers(world, wanted) },
    { law: "lines are as the channel has them", breaches: [...wanted].flatMap((each) => differing(world, ...each)) },
    {
      law: "what an order wants is promised to it",
      breaches: [...wanted].flatMap((each) => unpromised(world, ...each)),
    },
  ]
}

const isWanted = ({ test, status }: OrderRecord) => !test && status === "open"

function missing(world: World, id: string, order: OrderRecord): string[] {
  const ours = world.orders.get(id)
  return isWanted(order) && (!ours || ours.cancelled) ? [`${id} was ordered and is not ours.`] : []
}

const twice = ({ id, made }: { id: string; made: number }) => (made > 1 ? [`${id} was made ${made} times.`] : [])

function strangers(world: World, wanted: ReadonlyMap<string, OrderRecord>): string[] {
  return [...world.orders.values()].flatMap(({ id, cancelled }) => {
    const order = wanted.get(id)
    return !cancelled && (!order || !isWanted(order)) ? [`${id} is ours, and the channel has no such open order.`] : []
  })
}

function differing(world: World, id: string, order: OrderRecord): string[] {
  const ours = world.orders.get(id)
  if (!isWanted(order) || !ours || ours.cancelled) return []
  return order.lines.flatMap(({ ref, quantity }) =>
    (ours.lines[ref] ?? 0) === quantity ? [] : [`${id}: ${ref} is ${quantity} there and ${ours.lines[ref] ?? 0} here.`]
  )
}

function unpromised(world: World, id: string, order: OrderRecord): string[] {
  const rows = world.shelf.reservationsOf(id)
  const byItem = new Map<string, number>()
  for (const { itemId, quantity } of rows) byItem.set(itemId, (byItem.get(itemId) ?? 0) + quantity)
  const wanted = new Map<string, number>()
  for (const { listingRef, quantity } of isWanted(order) ? order.lines : []) {
    if (listingRef === null || quantity === 0) continue
    const item = itemOf(Number(listingRef.replace("article-", "")))
    wanted.set(item, (wanted.get(item) ?? 0) + quantity)
  }
  return [...new Set([...wanted.keys(), ...byItem.keys()])].flatMap((item) =>
    (byItem.get(item) ?? 0) === (wanted.get(item) ?? 0)
      ? []
      : [`${id} wants ${wanted.get(item) ?? 0} of ${item} and was promised ${byItem.get(item) ?? 0}.`]
  )
}
