import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, ReturnStatus } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { lessOurs } from "../../domain/channels/less-ours"
import { cameBack, isSameCameBack } from "../../domain/channels/return-plan"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import { importIds } from "./import-ids"
import { openReturn, type OpenedReturn } from "./open-return"
import { receiveUnits } from "./receive-return"
import type { FollowReturnInput } from "./types"

/** What became of a return here. */
export interface FollowedReturn {
  /** True when our order is another than before. */
  readonly changed: boolean
  /** Units that could not be followed, since ours does not know that they have left. */
  readonly leftOver: number
}

const nothing: FollowedReturn = { changed: false, leftOver: 0 }

const followStep = createStep(
  "anyshelf-follow-channel-return",
  // Not undone: the goods are back, or on their way. Each write is found again by its derived id.
  async (input: FollowReturnInput, { container }) => {
    const channels = container.resolve<ChannelsService>(channelsModule)
    const { connectionId, order, returned } = input
    const made = { connectionId, orderRef: order.ref, kind: input.kind, ref: input.ref }
    const making = await channels.commands.whoMade(made)
    if (making === "ours") return new StepResponse(nothing)
    // What arrived here of a return that began there was told to the channel: it is on our order already.
    const ours = await channels.commands.receivedByUs({ connectionId, orderRef: order.ref, returnRef: input.ref })
    if (making === "unsettled" || ours.isUnsettled)
      throw new Error(
        `Whether ${input.ref} of ${order.number} is of our making is not known yet: looked at again soon.`
      )
    const theirs = { ...input, returned: { ...returned, lines: lessOurs(returned.lines, ours.units) } }
    const isOff = returned.status === "cancelled" || returned.status === "declined"
    return new StepResponse(isOff ? await callOff(container, input) : await follow(container, theirs))
  }
)

async function follow(container: MedusaContainer, input: FollowReturnInput): Promise<FollowedReturn> {
  const { items, leftOver } = await openReturn(container, input)
  if (items.length === 0) return { changed: false, leftOver }
  const received = await receive(container, input, items)
  return { changed: received || input.applied === null, leftOver }
}

/** A receipt that a killed try had begun is finished first, with the numbers that it had. */
async function receive(
  container: MedusaContainer,
  input: FollowReturnInput,
  items: OpenedReturn["items"]
): Promise<boolean> {
  const channels = container.resolve<ChannelsService>(channelsModule)
  let before = input.applied ?? {}
  for (const target of [input.intended, cameBack(input.returned.lines, input.intended ?? before)]) {
    if (!target || isSameCameBack(before, target)) continue
    await channels.records.saveReturn({ id: input.recordId, intended: target })
    await receiveUnits(container, input, { before, now: target, items })
    await channels.records.saveReturn({ id: input.recordId, applied: target, intended: null })
    before = target
  }
  if (input.applied === null) await channels.records.saveReturn({ id: input.recordId, applied: before })
  return !isSameCameBack(before, input.applied ?? {})
}

/** Nothing comes back after all. What has been received stays received. */
async function callOff(container: MedusaContainer, input: FollowReturnInput): Promise<FollowedReturn> {
  const orders = container.resolve(Modules.ORDER)
  const id = importIds(input.connectionId, input.order.ref).returnId(input.returned.ref)
  const [known] = await orders.listReturns({ id } as never, { select: ["id", "status"] })
  if (!known || known.status !== ReturnStatus.REQUESTED) return nothing
  await orders.cancelReturn({ return_id: id } as never)
  return { changed: true, leftOver: 0 }
}

export const followChannelReturnId = "anyshelf-follow-channel-return-workflow"

/**
 * Follows a return that was made on the channel: ours is opened on our order, units that arrived are received, and those that the
 * channel put back on a shelf rise on ours once. A return of our own making is not copied back.
 */
export const followChannelReturnWorkflow = createWorkflow(
  followChannelReturnId,
  (input: FollowReturnInput) => new WorkflowResponse(followStep(input))
)
