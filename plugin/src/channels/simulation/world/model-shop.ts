import { indexShelves } from "../../../domain/channels/place-promise"
import { lowerParts } from "../../../domain/channels/lower-parts"
import { planOrderImport, type ImportPlan } from "../../../domain/channels/plan-order-import"
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

async function importOrder(world: World, input: ImportOrder, step: Step): Promise<void> {
  const { connectionId, order, recordId } = input
  const id = orderIdOf(connectionId, order.ref)
  const plan = await step(() => claim(world, input, id))
  const lines = Object.fromEntries(order.lines.map(({ ref, quantity }) => [ref, quantity]))
  await step(() => {
    const before = world.orders.get(id)
    if (!before) world.orders.set(id, { id, lines, cancelled: false, made: 1 })
  })
  await step(() => world.memory.openTasks(tasksOf(input, plan)))
  const state = plan.oversold.length > 0 ? ("oversold" as const) : ("imported" as const)
  await step(() => world.memory.settleOrder({ id: recordId, state, orderId: id, applied: lines }))
}

async function claim(world: World, input: ImportOrder, orderId: string): Promise<ImportPlan> {
  const { shelf, memory } = world
  const refs = input.order.lines.flatMap(({ listingRef }) => listingRef ?? [])
  const matches = await memory.readListingMatches(input.connectionId, refs)
  const demands = input.order.lines.flatMap(({ ref, listingRef, quantity, requiresShipping }) => {
    const components = matches.find(({ externalId }) => externalId === listingRef)?.components ?? []
    return requiresShipping && quantity > 0 && components.length > 0 ? [{ lineRef: ref, quantity, components }] : []
  })
  if (shelf.reservationsOf(orderId).length > 0 || demands.length === 0) return { shares: [], oversold: [] }
  for (let attempt = 1; ; attempt += 1) {
    const plan = planOrderImport(demands, input.locationIds, shelvesOf(shelf, demands, input.locationIds))
    const rows = plan.shares.flatMap((share): ModelReservation[] =>
      (demands.find(({ lineRef }) => lineRef === share.lineRef)?.components ?? []).map((each) => ({
        id: `${orderId} ${share.lineRef} ${share.part} ${each.inventoryItemId}`,
        itemId: each.inventoryItemId,
        locationId: share.locationId,
        quantity: share.quantity * each.requiredQuantity,
        orderId,
        actor: input.connectionId,
      }))
    )
    if (!shelf.reserve(rows, plan.oversold.length > 0 || attempt === plansMax)) continue
    for (const { lineRef, quantity } of plan.oversold)
      for (const { inventoryItemId } of demands.find((each) => each.lineRef === lineRef)?.components ?? [])
        world.oversold(inventoryItemId, quantity)
    world.heard(input.connectionId, input.order.ref)
    return plan
  }
}

const shelvesOf = (
  shelf: Shelf,
  demands: readonly { components: readonly { inventoryItemId: string }[] }[],
  locationIds: readonly string[]
) =>
  indexShelves(
    demands.flatMap(({ components }) =>
      components.flatMap(({ inventoryItemId }) =>
        locationIds.map((locationId) => shelf.terms(inventoryItemId, locationId))
      )
    )
  )

function tasksOf({ connectionId, order }: ImportOrder, { oversold }: ImportPlan) {
  if (oversold.length === 0) return []
  const reason = `The order ${order.number} was sold though no shelf has it.`
  return [{ connectionId, kind: "oversold" as const, subject: order.ref, reason }]
}

async function adjustOrder(world: World, input: AdjustOrder, step: Step): Promise<void> {
  const { connectionId, order, edit, recordId, state } = input
  const id = orderIdOf(connectionId, order.ref)
  const targets = Object.fromEntries(edit.lowered.map(({ lineRef, to }) => [lineRef, to]))
  await step(() => {
    const ours = world.orders.get(id)
    if (ours) world.orders.set(id, { ...ours, lines: { ...ours.lines, ...targets } })
  })
  await step(() => {
    for (const [lineRef, to] of Object.entries(targets)) lower(world.shelf, id, lineRef, to)
    world.heard(connectionId, order.ref)
  })
  await step(() => world.memory.settleOrder({ id: recordId, state, applied: { ...input.applied, ...targets } }))
}

function lower(shelf: Shelf, orderId: string, lineRef: string, to: number): void {
  const parts = shelf.reservationsOf(orderId).filter(({ id }) => id.startsWith(`${orderId} ${lineRef} `))
  const lowered = lowerParts(
    parts.map(({ quantity }) => ({ quantity, gone: 0 })),
    to
  )
  parts.forEach(({ id }, at) => shelf.change(id, lowered?.[at] ?? 0))
}

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
