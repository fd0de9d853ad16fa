import { indexShelves } from "../../../domain/channels/place-promise"
import { lowerParts } from "../../../domain/channels/lower-parts"
import { planOrderImport, type Demand } from "../../../domain/channels/plan-order-import"
import type { Candidate } from "../../../domain/channels/match-listing"
import type { SalesChannelFacts } from "../../../domain/channels/map-places"
import type { ChannelMemory, Shop } from "../../shop"
import type { ModelReservation, Shelf } from "./shelf"

type ImportOrder = Parameters<Shop["importOrder"]>[0]
type AdjustOrder = Parameters<Shop["adjustOrder"]>[0]
type CancelOrder = Parameters<Shop["cancelOrder"]>[0]

/** One of our orders that came from a channel. */
export interface ModelOrder {
  readonly id: string
  /** The channel's line id → units. */
  readonly lines: Readonly<Record<string, number>>
  readonly cancelled: boolean
  /** How often it was made; more than once is what must never be. */
  readonly made: number
}

/** What a shop sells: each variant is one unit of one stock item, unless components are given. */
export type Catalogue = readonly Candidate[]

/** Stock may be sold under a plan's feet so often before the sale is recorded as it stands. */
const plansMax = 5

/**
 * Our shop without Medusa: it does what the workflows do, in the same steps, each of which is a place to die at. Orders and reservations
 * have ids that are derived from the channel's, so that a repetition finds its first.
 *
 * @param step - one transaction of the process that asks
 */
export function modelShop(
  world: {
    readonly shelf: Shelf
    readonly memory: ChannelMemory
    readonly orders: Map<string, ModelOrder>
    readonly catalogue: Catalogue
    readonly salesChannels: readonly SalesChannelFacts[]
    /** What an order is promised was looked at, and perhaps changed. */
    heard(connectionId: string, orderRef: string): void
    /** Units of a stock item were promised that no shelf had. */
    oversold(itemId: string, units: number): void
  },
  step: <R>(work: () => R | Promise<R>) => Promise<R>
): Shop {
  const { catalogue, salesChannels } = world
  return {
    findVariants: ({ skus, barcodes }) =>
      step(() =>
        catalogue.filter(
          ({ sku, barcode }) => (sku !== null && skus.includes(sku)) || (barcode !== null && barcodes.includes(barcode))
        )
      ),
    listSalesChannels: () => step(() => [...salesChannels]),
    importOrder: (input) => importOrder(world, input, step),
    adjustOrder: (input) => adjustOrder(world, input, step),
    cancelOrder: (input) => cancelOrder(world, input, step),
  }
}

type World = Parameters<typeof modelShop>[0]
type Step = Parameters<typeof modelShop>[1]

export const orderIdOf = (connectionId: string, orderRef: string) => `order ${connectionId} ${orderRef}`

async function importOrder(world: World, input: ImportOrder, step: Step): Promise<boolean> {
  const { connectionId, order, recordId } = input
  const id = orderIdOf(connectionId, order.ref)
  const oversold = await step(() => claim(world, input, id))
  const wasThere = await step(() => {
    const before = world.orders.get(id)
    if (!before) world.orders.set(id, { id, lines: linesOf(input), cancelled: false, made: 1 })
    return before !== undefined
  })
  await step(() => world.memory.openTasks(tasksOf(input, oversold)))
  const state = oversold > 0 ? ("oversold" as const) : ("imported" as const)
  await step(() => world.memory.settleOrder({ id: recordId, state, orderId: id, applied: linesOf(input) }))
  return wasThere
}

async function adjustOrder(world: World, input: AdjustOrder, step: Step): Promise<void> {
  const { connectionId, order, recordId } = input
  const id = orderIdOf(connectionId, order.ref)
  const oversold = await step(() => claim(world, input, id))
  await step(() => {
    const ours = world.orders.get(id)
    if (ours) world.orders.set(id, { ...ours, lines: { ...ours.lines, ...linesOf(input) } })
  })
  const state = input.state === "oversold" && oversold > 0 ? ("oversold" as const) : ("imported" as const)
  await step(() => world.memory.settleOrder({ id: recordId, state, applied: linesOf(input) }))
}

const linesOf = ({ order }: ImportOrder) => Object.fromEntries(order.lines.map(({ ref, quantity }) => [ref, quantity]))

/** Makes what is promised equal to what is wanted, line by line. Gives the units that no shelf has. */
async function claim(world: World, input: ImportOrder, orderId: string): Promise<number> {
  const { shelf, memory } = world
  const { connectionId, order, locationIds } = input
  const refs = order.lines.flatMap(({ listingRef }) => listingRef ?? [])
  const matches = await memory.readListingMatches(connectionId, refs)
  const demands = order.lines.flatMap(({ ref, listingRef, quantity, requiresShipping }) => {
    const components = matches.find(({ externalId }) => externalId === listingRef)?.components ?? []
    return requiresShipping && components.length > 0 ? [{ lineRef: ref, quantity, components }] : []
  })
  for (const { lineRef, quantity } of demands) lower(shelf, orderId, lineRef, quantity)
  const missing = demands.flatMap((demand) => {
    const quantity = demand.quantity - sum(partsOf(shelf, orderId, demand.lineRef))
    return quantity > 0 ? [{ ...demand, quantity }] : []
  })
  if (missing.length > 0) reserve(world, { orderId, connectionId, demands: missing, locationIds })
  world.heard(connectionId, order.ref)
  return sum(
    shelf.reservationsOf(orderId).map(({ itemId, locationId, quantity }) => ({
      quantity: Math.min(quantity, Math.max(0, -shelf.free(itemId, locationId))),
    }))
  )
}

interface Claim {
  readonly orderId: string
  readonly connectionId: string
  readonly demands: readonly Demand[]
  readonly locationIds: readonly string[]
}

function reserve({ shelf, oversold }: World, { orderId, connectionId, demands, locationIds }: Claim): void {
  for (let attempt = 1; attempt <= plansMax; attempt += 1) {
    const plan = planOrderImport(demands, locationIds, shelvesOf(shelf, demands, locationIds))
    const rows = plan.shares.flatMap((share): ModelReservation[] => {
      const part = share.part + partsOf(shelf, orderId, share.lineRef).length
      const { components = [] } = demands.find(({ lineRef }) => lineRef === share.lineRef) ?? {}
      return components.map(({ inventoryItemId, requiredQuantity }) => ({
        id: `${orderId} ${share.lineRef} ${part} ${inventoryItemId}`,
        itemId: inventoryItemId,
        locationId: share.locationId,
        quantity: share.quantity * requiredQuantity,
        orderId,
        actor: connectionId,
      }))
    })
    if (!shelf.reserve(rows, plan.oversold.length > 0 || attempt === plansMax)) continue
    for (const { lineRef, quantity } of plan.oversold)
      for (const { inventoryItemId } of demands.find((each) => each.lineRef === lineRef)?.components ?? [])
        oversold(inventoryItemId, quantity)
    return
  }
}

const shelvesOf = (shelf: Shelf, demands: readonly Demand[], locationIds: readonly string[]) =>
  indexShelves(
    demands.flatMap(({ components }) =>
      components.flatMap(({ inventoryItemId }) =>
        locationIds.map((locationId) => shelf.terms(inventoryItemId, locationId))
      )
    )
  )

function tasksOf({ connectionId, order }: ImportOrder, oversold: number) {
  if (oversold === 0) return []
  const reason = `The order ${order.number} was sold though no shelf has it.`
  return [{ connectionId, kind: "oversold" as const, subject: order.ref, reason }]
}

const partsOf = (shelf: Shelf, orderId: string, lineRef: string) =>
  shelf.reservationsOf(orderId).filter(({ id }) => id.startsWith(`${orderId} ${lineRef} `))

function lower(shelf: Shelf, orderId: string, lineRef: string, to: number): void {
  const parts = partsOf(shelf, orderId, lineRef)
  if (sum(parts) <= to) return
  const lowered = lowerParts(
    parts.map(({ quantity }) => ({ quantity, gone: 0 })),
    to
  )
  parts.forEach(({ id }, at) => shelf.change(id, lowered?.[at] ?? 0))
}

const sum = (parts: readonly { readonly quantity: number }[]) =>
  parts.reduce((total, { quantity }) => total + quantity, 0)

async function cancelOrder(world: World, { connectionId, recordId, orderRef }: CancelOrder, step: Step): Promise<void> {
  const id = orderIdOf(connectionId, orderRef)
  await step(() => {
    const ours = world.orders.get(id)
    if (ours) world.orders.set(id, { ...ours, cancelled: true })
  })
  await step(() => {
    for (const row of world.shelf.reservationsOf(id)) world.shelf.change(row.id, 0)
    world.heard(connectionId, orderRef)
  })
  await step(() => world.memory.settleOrder({ id: recordId, state: "cancelled", applied: {} }))
  const kinds = ["oversold", "unmapped-line", "order-not-imported"]
  await step(() => world.memory.closeTasks({ connectionId, kinds, subjects: [orderRef] }))
}
