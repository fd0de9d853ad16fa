import type { FulfilmentRecord, Tracking } from "@anyshelf/connector-kit"
import type { CreateFulfillmentDTO, IFulfillmentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ChangeActionType, ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import type { LeftThere } from "../../domain/channels/order-left"
import { changeOnce, type KeyedChange } from "./change-order"
import { importIds } from "./import-ids"
import { readOurOrder } from "./our-order"
import type { LeavingUnits } from "./plan-fulfilment"
import { takeOffShelf } from "./take-off-shelf"
import type { FollowOrderInput } from "./types"

/** Our fulfilment for one of the channel's, at one place; without an id it does not exist yet. */
export interface FollowedFulfilment {
  readonly id: string | null
  readonly locationId: string
  readonly units: readonly LeavingUnits[]
  /** Which step of following it: above 0 when more of it became known later. */
  readonly nth: number
}

type Told = Pick<FollowOrderInput, "connectionId" | "order">

/** One of the channel's fulfilments becomes known in no more steps than this. */
const stepsMax = 8

/** What of one of the channel's fulfilments was followed already, be it only in part: each has a derived id. */
export async function findFulfilments(
  container: MedusaContainer,
  { connectionId, order }: Told,
  ref: string,
  locationIds: readonly string[]
): Promise<FollowedFulfilment[]> {
  const ids = importIds(connectionId, order.ref)
  const steps = Array.from({ length: stepsMax }, (_none, nth) => nth)
  const possible = [...new Set(locationIds)].flatMap((locationId) =>
    steps.map((nth) => ids.fulfilmentId(ref, locationId, nth))
  )
  const found = await container
    .resolve(Modules.FULFILLMENT)
    .listFulfillments({ id: possible }, { relations: ["items"], take: possible.length })
  return found.map(({ id, location_id, metadata }) => ({
    id,
    locationId: location_id,
    units: ((metadata as { units?: LeavingUnits[] } | null)?.units ?? []) as readonly LeavingUnits[],
    nth: steps.find((nth) => ids.fulfilmentId(ref, location_id, nth) === id) ?? 0,
  }))
}

/**
 * Writes down that units have left: the fulfilment, the order's lines, the link between them, the shelf. Every write is found
 * again by its id or is absolute, so that a try that was cut off anywhere is finished by the next.
 */
export async function recordFulfilment(
  container: MedusaContainer,
  input: Told,
  left: LeftThere,
  followed: FollowedFulfilment
): Promise<void> {
  const { connectionId, order } = input
  const ids = importIds(connectionId, order.ref)
  const id = followed.id ?? (await createFulfilment(container, input, left, followed))
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id: ids.orderId },
    [Modules.FULFILLMENT]: { fulfillment_id: id },
  })
  const orders = container.resolve(Modules.ORDER)
  await changeOnce(orders, {
    id: ids.changeId(`fulfil:${id}`),
    orderId: ids.orderId,
    description: `Fulfilled on ${connectionId}`,
    connectionId,
    actions: followed.units.flatMap((units) => toActions(units, id, left)),
  })
  await keepTracking(container.resolve(Modules.FULFILLMENT), id, trackingOf(input, left))
  const ours = await readOurOrder(orders, ids.orderId)
  const from = new Map(followed.units.map(({ itemId }) => [itemId, followed.locationId]))
  if (ours) await takeOffShelf(container, input, ours, { kind: left.isDelivered ? "handed_over" : "shipped", from })
}

function toActions({ itemId, quantity }: LeavingUnits, id: string, { isDelivered }: LeftThere): KeyedChange["actions"] {
  const actions = [
    ChangeActionType.FULFILL_ITEM,
    ChangeActionType.SHIP_ITEM,
    ...(isDelivered ? [ChangeActionType.DELIVER_ITEM] : []),
  ]
  return actions.map((action) => ({
    action,
    reference: Modules.FULFILLMENT,
    reference_id: id,
    details: { reference_id: itemId, quantity },
  }))
}

async function createFulfilment(
  container: MedusaContainer,
  input: Told,
  left: LeftThere,
  { locationId, units, nth }: FollowedFulfilment
): Promise<string> {
  const { connectionId, order } = input
  const ids = importIds(connectionId, order.ref)
  const fulfillments = container.resolve(Modules.FULFILLMENT)
  const ours = await readOurOrder(container.resolve(Modules.ORDER), ids.orderId)
  const titleOf = (itemId: string) => ours?.items.find((item) => item.id === itemId)?.title ?? ""
  const at = new Date(recordOf(input, left)?.at ?? order.placedAt)
  const carrier = trackingOf(input, left)[0]?.company
  // Its type knows no id, but Medusa stores the one that is given.
  const created: CreateFulfillmentDTO & { id: string } = {
    id: ids.fulfilmentId(left.ref, locationId, nth),
    location_id: locationId,
    provider_id: await providerOf(fulfillments),
    created_by: connectionId,
    packed_at: at,
    shipped_at: at,
    delivered_at: left.isDelivered ? at : null,
    requires_shipping: !left.isDelivered,
    items: units.map(({ itemId, quantity }) => ({
      line_item_id: itemId,
      quantity,
      title: titleOf(itemId),
      sku: "",
      barcode: "",
    })),
    labels: [],
    delivery_address: {},
    order: {},
    metadata: { anyshelf_channel: { connectionId, ref: left.ref }, units, ...(carrier && { carrier }) },
  }
  return (await fulfillments.createFulfillment(created)).id
}

/** A provider that does nothing by itself: a carrier's would buy a label for a parcel that has left already. */
async function providerOf(fulfillments: IFulfillmentModuleService): Promise<string> {
  // The type leaves out whether a provider is still registered.
  const providers: { id: string; is_enabled?: boolean }[] = await fulfillments.listFulfillmentProviders()
  const manual = providers.find(({ id, is_enabled }) => is_enabled !== false && id.startsWith("manual_"))
  if (manual) return manual.id
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    "What was fulfilled on a channel cannot be written down: add Medusa's manual fulfillment provider (`@medusajs/medusa/fulfillment-manual`) to the Fulfillment Module."
  )
}

const recordOf = ({ order }: Told, { ref }: LeftThere): FulfilmentRecord | undefined =>
  order.fulfilments?.find((each) => each.ref === ref)

const trackingOf = (input: Told, left: LeftThere): readonly Tracking[] => recordOf(input, left)?.tracking ?? []

/** Keeps our labels equal to the channel's tracking: a number may come late, or be corrected. */
async function keepTracking(
  fulfillments: IFulfillmentModuleService,
  id: string,
  tracking: readonly Tracking[]
): Promise<void> {
  if (tracking.length === 0) return
  const { labels } = await fulfillments.retrieveFulfillment(id, { relations: ["labels"] })
  const known = (labels ?? []).map(({ tracking_number, tracking_url }) => `${tracking_number} ${tracking_url}`)
  const wanted = tracking.map(({ number, url }) => `${number} ${url ?? ""}`)
  if (wanted.length === known.length && wanted.every((each) => known.includes(each))) return
  const created = tracking.map(({ number, url }) => ({
    tracking_number: number,
    tracking_url: url ?? "",
    label_url: "",
  }))
  await fulfillments.updateFulfillment(id, { labels: created })
}
