import type { MedusaContainer } from "@medusajs/framework/types"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import type { Claimed } from "./claim-stock"
import type { ImportFacts, ImportOrderInput } from "./types"

/**
 * Writes down what became of an order here, opens the tasks that a person has to see to, and closes those that are done: a line
 * that is known by now, units that have come.
 */
export async function settleOrder(
  container: MedusaContainer,
  { connectionId, order, recordId }: ImportOrderInput,
  became: { readonly facts: ImportFacts; readonly oversold: Claimed["oversold"]; readonly orderId?: string }
): Promise<{ oversold: boolean }> {
  const channels = container.resolve<ChannelsService>(channelsModule)
  const subject = order.ref
  const tasks = {
    oversold: oversoldReason(order, became.oversold),
    "unmapped-line": unmappedReason(order, became.facts),
  }
  const open = Object.entries(tasks).flatMap(([kind, reason]) =>
    reason ? [{ connectionId, kind: kind as keyof typeof tasks, subject, reason }] : []
  )
  if (open.length > 0) await channels.openTasks(open)
  const well = Object.entries(tasks).flatMap(([kind, reason]) => (reason ? [] : [kind]))
  await channels.closeTasks({ connectionId, kinds: well, subjects: [subject] })
  const applied = Object.fromEntries(order.lines.map((line) => [line.ref, line.quantity]))
  const state = became.oversold.length > 0 ? "oversold" : "imported"
  await channels.settleOrder({ id: recordId, state, orderId: became.orderId, applied })
  return { oversold: became.oversold.length > 0 }
}

function oversoldReason({ number, lines }: ImportOrderInput["order"], oversold: Claimed["oversold"]): string | null {
  if (oversold.length === 0) return null
  const nameOf = (ref: string) => lines.find((line) => line.ref === ref)?.title ?? ref
  const short = oversold.map(({ lineRef, quantity }) => `${quantity} of "${nameOf(lineRef)}"`).join(", ")
  return `The order ${number} was sold though no shelf has ${short}: find the units, or tell the customer. It is well again once the units are on the shelf that it is reserved at.`
}

function unmappedReason({ number }: ImportOrderInput["order"], facts: ImportFacts): string | null {
  const problems = facts.lines.flatMap(({ problem }) => problem ?? []).join(" ")
  return problems ? `The order ${number} is held back until all its lines are known. ${problems}` : null
}
