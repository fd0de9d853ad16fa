import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { CommandPayload } from "../../domain/channels/command"
import { refundable, type PaidFacts } from "../../domain/channels/refundable"
import type { ChannelOrderRow } from "../../modules/channels/commands/queries/order"
import { channelsOf, findChannelOrder } from "./find-channel-order"

/** Money that is to go back through the channel that took it. */
export interface RefundChannelOrderInput {
  readonly orderId: string
  /** The caller's, one for each refund: the same again is the same refund. */
  readonly key: string
  /** All that goes back, in the smallest unit of the order's currency, delivery included. */
  readonly amount: number
  /** The part of it that is for delivery; 0 for none. */
  readonly shipping: number
  /** What it is for, by our line items; may be empty. Units are not counted back: a return does that. */
  readonly items: readonly { readonly itemId: string; readonly quantity: number }[]
  readonly note: string
  /** Whether the channel writes to the customer. */
  readonly notify: boolean
  readonly actor: string | null
}

const refundStep = createStep(
  "anyshelf-refund-channel-order",
  // Not undone: it is one statement, and the workflow's only step.
  async (input: RefundChannelOrderInput, { container }) => {
    const found = await findChannelOrder(container, input.orderId)
    const { connectionId, orderRef, orderId } = found
    const channels = channelsOf(container)
    const paid = found.order as PaidFacts
    const payload = toPayload(input, found, await readItems(container, input), paid.currencyCode)
    const made = await channels.commands.makeRefund({
      connectionId,
      orderRef,
      orderId,
      actor: input.actor,
      command: { key: `${orderId}:refund:${input.key}`, needs: null, payload },
      amount: input.amount,
      refundable: await readRefundable(container, found, paid),
    })
    if (made.outcome === "too-much") throw tooMuch(made.left, paid.currencyCode)
    if (made.outcome === "other") throw otherRefund(input.key)
    channels.wakeEngine(connectionId)
    return new StepResponse({ already: made.outcome === "known" })
  }
)

function toPayload(
  { amount, shipping, note, notify }: RefundChannelOrderInput,
  { orderRef }: ChannelOrderRow,
  lines: readonly { lineRef: string; quantity: number }[],
  currencyCode: string
): CommandPayload {
  return {
    type: "refund",
    orderRef,
    lines: lines.map((line) => ({ ...line, restock: "none", locationRef: null })),
    amount: { amount, currencyCode },
    shipping: shipping > 0 ? { amount: shipping, currencyCode } : null,
    note,
    notify,
  }
}

/** The channel's lines of our items. */
async function readItems(container: MedusaContainer, { orderId, items }: RefundChannelOrderInput) {
  if (items.length === 0) return []
  const order = await container.resolve(Modules.ORDER).retrieveOrder(orderId, { relations: ["items"] })
  const units = new Map<string, number>()
  for (const { itemId, quantity } of items) {
    const item = order.items?.find(({ id }) => id === itemId)
    const origin = item?.metadata?.origin as { lineRef?: string } | undefined
    if (!origin?.lineRef)
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `The item "${itemId}" is no line of the channel's order: leave it out of \`items\`; \`amount\` alone says what goes back.`
      )
    units.set(origin.lineRef, (units.get(origin.lineRef) ?? 0) + quantity)
  }
  return [...units].map(([lineRef, quantity]) => ({ lineRef, quantity }))
}

async function readRefundable(container: MedusaContainer, found: ChannelOrderRow, paid: PaidFacts): Promise<number> {
  const commanded = await channelsOf(container).commands.list(found.orderId)
  const ours = new Set(commanded.flatMap(({ type, resultRef }) => (type === "refund" && resultRef ? [resultRef] : [])))
  const { transactions } = await container
    .resolve(Modules.ORDER)
    .retrieveOrder(found.orderId, { select: ["id"], relations: ["transactions"] })
  const received = (transactions ?? []).reduce((sum, { amount }) => sum + Math.max(0, Number(amount)), 0)
  return refundable(paid, received, ours)
}

const tooMuch = (left: number, currencyCode: string) =>
  new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `At most ${Math.max(0, left)} (smallest unit of ${currencyCode}) may still go back for this order: lower \`amount\`, or drop a refund that was refused.`
  )

const otherRefund = (key: string) =>
  new MedusaError(
    MedusaError.Types.CONFLICT,
    `The key "${key}" was used for a refund of other terms: send another key for another refund.`
  )

/**
 * Gives money back through the channel that took it. The same key is the same refund, and all refunds together never exceed what was
 * paid, however many are asked for at once. Throws NOT_FOUND, NOT_ALLOWED (too much), CONFLICT (the key is another refund's) or
 * INVALID_DATA (an item of another order).
 */
export const refundChannelOrderWorkflow = createWorkflow(
  "anyshelf-refund-channel-order",
  (input: RefundChannelOrderInput) => new WorkflowResponse(refundStep(input))
)
