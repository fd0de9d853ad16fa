import type { OrderRecord, RefundRecord, ReturnRecord } from "@anyshelf/connector-kit"
import type { FollowReturnInput } from "../workflows/channels/types"
import type { Channel } from "./channel"
import { followInputOf } from "./follow-input"

/** A return, or a refund of units that came back. */
export interface Returned {
  readonly kind: FollowReturnInput["kind"]
  readonly ref: string
  readonly returned: Pick<ReturnRecord, "ref" | "number" | "status" | "locationRef" | "updatedAt" | "lines">
}

/**
 * Makes our order follow what came back there. The caller is alone with the order. True when our order is another than before; a
 * person is told of units that ours does not know to have left.
 */
export async function followReturn(channel: Channel, order: OrderRecord, each: Returned): Promise<boolean> {
  const { channels, id: connectionId, shop } = channel
  const input = followInputOf(channel, order)
  if (!shop.follower || !input) return false
  const { returned } = each
  const row = await channels.records.receiveReturn({
    connectionId,
    externalId: returned.ref,
    orderRef: order.ref,
    number: returned.number,
    updatedAt: returned.updatedAt,
    payload: returned,
  })
  const { changed, leftOver } = await shop.follower.followReturn({
    ...input,
    ...each,
    recordId: row.id,
    applied: row.applied,
    intended: row.intended,
  })
  const isOff = returned.status === "cancelled" || returned.status === "declined"
  await channels.records.saveReturn({ id: row.id, state: isOff ? "cancelled" : "imported" })
  const subject = returned.ref
  if (leftOver === 0) await channels.closeTasks({ connectionId, kinds: ["return-not-followed"], subjects: [subject] })
  else
    await channels.openTasks([
      { connectionId, kind: "return-not-followed", subject, reason: leftOverReason(order, each, leftOver) },
    ])
  return changed
}

const leftOverReason = ({ number }: OrderRecord, { returned }: Returned, units: number) =>
  `${units} units of the return ${returned.number} of the order ${number} have not left by our order: see what came back, and take it back by hand.`

/** Refunds of units that had left and came back without a return of their own: followed as returns that have arrived. */
export function returnsByRefund(order: OrderRecord): Returned[] {
  return (order.refunds ?? []).flatMap((refund) => {
    const lines = refund.returnRef ? [] : refund.lines.filter(({ hadLeft }) => hadLeft === true)
    return lines.length > 0
      ? [{ kind: "refund" as const, ref: refund.ref, returned: asReturn(order, refund, lines) }]
      : []
  })
}

function asReturn(order: OrderRecord, refund: RefundRecord, lines: RefundRecord["lines"]): Returned["returned"] {
  return {
    ref: `refund:${refund.ref}`,
    number: order.number,
    status: "closed",
    updatedAt: refund.at,
    locationRef: lines.find(({ locationRef }) => locationRef !== null)?.locationRef ?? null,
    lines: lines.map(({ lineRef, quantity, restocked }) => ({
      ref: `refund:${refund.ref}:${lineRef}`,
      orderLineRef: lineRef,
      quantity,
      received: quantity,
      restocked: restocked ? quantity : 0,
      reason: "",
      note: "",
    })),
  }
}
