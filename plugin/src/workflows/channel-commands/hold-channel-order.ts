import type { HoldCommand } from "@anyshelf/connector-kit"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { channelsOf, findChannelOrder } from "./find-channel-order"

/** Nothing of an order may leave for now. */
export interface HoldChannelOrderInput {
  readonly orderId: string
  readonly reason: HoldCommand["reason"]
  readonly note: string
  /** Who asks; null for the machine itself. */
  readonly actor: string | null
}

const holdStep = createStep(
  "anyshelf-hold-channel-order",
  // Not undone: it is one statement, and the workflow's only step.
  async ({ orderId, reason, note, actor }: HoldChannelOrderInput, { container }) => {
    const { connectionId, orderRef } = await findChannelOrder(container, orderId)
    const channels = channelsOf(container)
    const last = await channels.commands.lastHold({ connectionId, orderRef })
    if (last?.holds) return new StepResponse({ held: true, already: true })
    // Named after what it follows: of two at once that follow the same, one is made.
    const key = `${orderId}:hold:${last?.ordinal ?? 0}`
    const payload = { type: "hold", orderRef, lines: [], holdKey: key, reason, note } as const
    await channels.commands.make({ connectionId, orderRef, orderId, actor, commands: [{ key, needs: null, payload }] })
    channels.wakeEngine(connectionId)
    return new StepResponse({ held: true, already: false })
  }
)

/** Asks the channel to let nothing of an order leave. Twice is once. Throws NOT_FOUND for an order that no channel took. */
export const holdChannelOrderWorkflow = createWorkflow(
  "anyshelf-hold-channel-order",
  (input: HoldChannelOrderInput) => {
    return new WorkflowResponse(holdStep(input))
  }
)
