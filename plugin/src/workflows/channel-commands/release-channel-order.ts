import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { channelsOf, findChannelOrder } from "./find-channel-order"

/** The hold of an order ends. */
export interface ReleaseChannelOrderInput {
  readonly orderId: string
  /** Who asks; null for the machine itself. */
  readonly actor: string | null
}

const releaseStep = createStep(
  "anyshelf-release-channel-order",
  // Not undone: each of its writes may be made again, and the workflow has no other step.
  async ({ orderId, actor }: ReleaseChannelOrderInput, { container }) => {
    const { connectionId, orderRef } = await findChannelOrder(container, orderId)
    const channels = channelsOf(container)
    const hold = await channels.commands.lastHold({ connectionId, orderRef })
    if (!hold?.holds) return new StepResponse({ held: false, already: true })
    // A hold that the channel was never told of, or refused, needs no release.
    const reason = "The hold was ended before the channel had it."
    if (await channels.commands.drop({ connectionId, id: hold.id, reason }))
      return new StepResponse({ held: false, already: false })
    const payload = { type: "release", orderRef, holdKey: hold.holdKey } as const
    const commands = [{ key: `${hold.key}:release`, needs: hold.key, payload }]
    await channels.commands.make({ connectionId, orderRef, orderId, actor, commands })
    channels.wakeEngine(connectionId)
    return new StepResponse({ held: false, already: false })
  }
)

/** Ends the hold of an order on its channel. Twice is once. Throws NOT_FOUND for an order that no channel took. */
export const releaseChannelOrderWorkflow = createWorkflow(
  "anyshelf-release-channel-order",
  (input: ReleaseChannelOrderInput) => new WorkflowResponse(releaseStep(input))
)
