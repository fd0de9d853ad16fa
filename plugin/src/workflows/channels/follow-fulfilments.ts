import type { FulfilmentRecord } from "@anyshelf/connector-kit"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { leftThere, type LeftThere } from "../../domain/channels/order-left"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import { importIds } from "./import-ids"
import { readOurOrder, type OurOrder } from "./our-order"
import { planLeaving, type LeavingUnits } from "./plan-fulfilment"
import { findFulfilments, recordFulfilment, type FollowedFulfilment } from "./record-fulfilment"
import { settleCharges } from "./settle-charges"
import type { FollowOrderInput } from "./types"

const followStep = createStep(
  "anyshelf-follow-channel-fulfilments",
  // Not undone: the goods have left. Each write is found again by its derived id.
  async (input: FollowOrderInput, { container }) => {
    const ours = await readOrder(container, input)
    if (!ours || ours.status === "canceled") return new StepResponse(undefined)
    await settleCharges(container, input, ours)
    for (const left of leftThere(input.order)) await followOne(container, input, left)
    await tellCancelled(container, input)
    return new StepResponse(undefined)
  }
)

const readOrder = (container: MedusaContainer, { connectionId, order }: FollowOrderInput): Promise<OurOrder | null> =>
  readOurOrder(container.resolve(Modules.ORDER), importIds(connectionId, order.ref).orderId)

/** What is of our own making is on our order already; what may be is looked at again once its command has an answer. */
async function followOne(container: MedusaContainer, input: FollowOrderInput, left: LeftThere): Promise<void> {
  const { connectionId, order, places, locationIds } = input
  const channels = container.resolve<ChannelsService>(channelsModule)
  const made = { connectionId, orderRef: order.ref, kind: "fulfilment" as const, ref: left.ref }
  const making = await channels.commands.whoMade(made)
  if (making === "ours") return
  if (making === "unsettled")
    throw new Error(
      `Whether the fulfilment ${left.ref} of ${order.number} is ours is not known yet: looked at again soon.`
    )
  const ours = await readOrder(container, input)
  if (!ours) return
  const near = (left.locationRef === null ? undefined : places[left.locationRef]) ?? []
  const known = await findFulfilments(container, input, left.ref, [...locationIds, ...ours.items.flatMap(placeOf)])
  // What a killed try had planned stands; only the rest is planned.
  for (const each of known) await recordFulfilment(container, input, left, each)
  const rest = restOf(left, known, ours)
  const now = known.length > 0 && rest.length > 0 ? ((await readOrder(container, input)) ?? ours) : ours
  for (const [locationId, units] of byPlace(planLeaving(rest, now.items, near), near[0] ?? locationIds[0]))
    await recordFulfilment(container, input, left, { locationId, units, id: null, nth: nthAt(known, locationId) })
}

const nthAt = (known: readonly FollowedFulfilment[], place: string) =>
  known.filter(({ locationId }) => locationId === place).length

/**
 * Finishes what a killed try had begun, and begins nothing: before an order is edited, what its lines say has left must be off the
 * shelf, or its reservation would be taken for one too many.
 */
export async function finishFulfilments(
  container: MedusaContainer,
  input: Pick<FollowOrderInput, "connectionId" | "order" | "locationIds">
): Promise<void> {
  for (const left of leftThere(input.order))
    for (const each of await findFulfilments(container, input, left.ref, input.locationIds))
      await recordFulfilment(container, input, left, each)
}

const placeOf = ({ locationId }: { locationId: string | null }) => (locationId === null ? [] : [locationId])

/** Units of the channel's fulfilment that no fulfilment of ours carries yet. */
function restOf(left: LeftThere, known: readonly FollowedFulfilment[], { items }: OurOrder): LeftThere["lines"] {
  const lineOf = new Map(items.map(({ id, lineRef }) => [id, lineRef]))
  return left.lines.flatMap(({ lineRef, quantity }) => {
    const done = known.flatMap(({ units }) => units).filter(({ itemId }) => lineOf.get(itemId) === lineRef)
    const open = quantity - done.reduce((sum, each) => sum + each.quantity, 0)
    return open > 0 ? [{ lineRef, quantity: open }] : []
  })
}

/** Medusa's fulfilment is of one place: what is on no shelf goes with the first. */
function byPlace(units: readonly LeavingUnits[], home: string | undefined): Map<string, LeavingUnits[]> {
  const groups = new Map<string, LeavingUnits[]>()
  for (const each of units) {
    const place = each.locationId ?? home
    if (place !== undefined) groups.set(place, [...(groups.get(place) ?? []), each])
  }
  return groups
}

/** A fulfilment that was followed and then called off there: whether the goods are back is for a person to see. */
async function tellCancelled(container: MedusaContainer, input: FollowOrderInput): Promise<void> {
  const { connectionId, order, locationIds } = input
  const cancelled = (order.fulfilments ?? []).filter(({ status }) => status === "cancelled")
  const followed: FulfilmentRecord[] = []
  for (const each of cancelled)
    if ((await findFulfilments(container, input, each.ref, locationIds)).length > 0) followed.push(each)
  if (followed.length === 0) return
  const names = followed.map(({ ref }) => ref).join(", ")
  const reason = `The fulfilment ${names} of the order ${order.number} was called off on the channel after ours followed it: see whether the goods are back, and cancel our fulfilment.`
  const channels = container.resolve<ChannelsService>(channelsModule)
  await channels.openTasks([{ connectionId, kind: "order-differs", subject: `${order.ref}:fulfilment`, reason }])
}

export const followChannelFulfilmentsId = "anyshelf-follow-channel-fulfilments-workflow"

/**
 * Follows what has left on the channel's side: our fulfilment is made with its tracking, the goods come off the shelf that they were
 * reserved at, and what a till handed over is delivered. What we told the channel ourselves is not copied back. No carrier is asked
 * for anything, and nobody is written to.
 */
export const followChannelFulfilmentsWorkflow = createWorkflow(
  followChannelFulfilmentsId,
  (input: FollowOrderInput) => new WorkflowResponse(followStep(input))
)
