import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { AnyshelfInventory } from "../../inventory/contract"
import { applyEdit } from "./apply-edit"
import { draftOf } from "./build-order"
import type { DraftItem } from "./build-items"
import { claimStock, type Claimed } from "./claim-stock"
import { editDemands, linesOfOurs, partsOf, type LineOfOurs } from "./demands-of"
import { finishFulfilments } from "./follow-fulfilments"
import { gatherImportFacts } from "./gather-import-facts"
import { importIds, type ImportIds } from "./import-ids"
import { readOurOrder, type OurItem, type OurOrder } from "./our-order"
import { isEmptyEdit, planEdit } from "./plan-edit"
import { settleOrder } from "./settle-order"
import type { AdjustOrderInput, ImportFacts, Part } from "./types"

export type { AdjustOrderInput } from "./types"

/** No line is split over more parts than this. */
const partsMax = 208

/** What an edit leads to here. */
interface Plan {
  readonly facts: ImportFacts
  readonly lines: readonly LineOfOurs[]
  readonly ours: OurOrder | null
}

const finishStep = createStep(
  "anyshelf-finish-channel-fulfilments",
  // Not undone: the goods have left.
  async (input: AdjustOrderInput, { container }) => {
    await finishFulfilments(container, input)
    return new StepResponse(input)
  }
)

const gatherStep = createStep(
  "anyshelf-gather-channel-order-edit",
  // Reads only, so there is nothing to undo.
  async (input: AdjustOrderInput, { container }) => new StepResponse(await gather(container, input))
)

async function gather(container: MedusaContainer, input: AdjustOrderInput): Promise<Plan> {
  const ids = importIds(input.connectionId, input.order.ref)
  const ours = await readOurOrder(container.resolve(Modules.ORDER), ids.orderId)
  const facts = await gatherImportFacts(container, input)
  const lines = ours && ours.status !== "canceled" ? linesOfOurs(input, withParts(ours.items, ids)) : []
  return { facts, lines, ours }
}

/** Which part of its line each of our lines is: its id says so. */
function withParts(items: readonly OurItem[], ids: ImportIds): (OurItem & { readonly part: number })[] {
  const lineRefs = new Set(items.flatMap(({ lineRef }) => lineRef ?? []))
  const parts = new Map<string, number>()
  for (const lineRef of lineRefs)
    for (let part = 0; part < partsMax; part += 1) parts.set(ids.lineItemId(lineRef, part), part)
  return items.flatMap((item) => {
    const part = parts.get(item.id)
    return part === undefined ? [] : [{ ...item, part }]
  })
}

const claimStep = createStep(
  "anyshelf-claim-edited-stock",
  // Not undone: what was sold more is sold, and what is no longer wanted is free. The numbers are absolute: a repeat changes nothing.
  async ({ input, plan }: { input: AdjustOrderInput; plan: Plan }, { container }) => {
    const inventory = container.resolve<AnyshelfInventory>(Modules.INVENTORY)
    const { connectionId, order, locationIds } = input
    const ids = importIds(connectionId, order.ref)
    const demands = editDemands(input, plan.facts, plan.lines)
    const request = { connectionId, orderRef: order.ref, number: order.number, demands, locationIds, ids }
    const cause = { cause: "channel-order", causeId: ids.orderId, actor: connectionId }
    return new StepResponse(await inventory.withCause(cause, () => claimStock(inventory, request)))
  }
)

const editStep = createStep(
  "anyshelf-edit-channel-order",
  // Not undone: the channel's order is a fact, and the next try goes on from here.
  async ({ input, plan, claimed }: { input: AdjustOrderInput; plan: Plan; claimed: Claimed }, { container }) => {
    if (!plan.ours || plan.lines.length === 0) return new StepResponse(undefined)
    const { connectionId, order } = input
    const ids = importIds(connectionId, order.ref)
    const parts = partsOf(plan.lines, plan.facts, claimed)
    const returned = new Map(plan.ours.items.map((item) => [item.id, item.returned]))
    const draft = draftOf(input, plan.facts, parts, ids, { kept: keptItems(plan, parts, ids), returned })
    const edit = planEdit(plan.ours, draft, order.currencyCode)
    if (!isEmptyEdit(edit)) await applyEdit(container.resolve(Modules.ORDER), plan.ours, edit, { connectionId, ids })
    return new StepResponse(undefined)
  }
)

/** What has left stays on our order at its price, though the channel has no such line any more or wants none of it. */
function keptItems({ lines, ours }: Plan, parts: readonly Part[], ids: ImportIds): DraftItem[] {
  const gone = new Set(lines.filter(({ line }) => (line?.quantity ?? 0) === 0).map(({ lineRef }) => lineRef))
  return parts.flatMap(({ lineRef, part, quantity }) => {
    const item = ours?.items.find(({ id }) => id === ids.lineItemId(lineRef, part))
    return item && gone.has(lineRef) && quantity > 0 ? [asDraft(item, quantity)] : []
  })
}

function asDraft(item: OurItem, quantity: number): DraftItem {
  const { id, title, unitPrice, discount, discountCode, taxRate } = item
  return {
    id,
    title,
    quantity,
    unit_price: unitPrice,
    adjustments: discount > 0 ? [{ amount: discount, code: discountCode ?? "channel" }] : [],
    tax_lines: taxRate > 0 ? [{ code: "channel", rate: taxRate }] : [],
  }
}

const settleStep = createStep(
  "anyshelf-settle-channel-order-edit",
  // Not undone: it writes down what is so, and writing it again changes nothing.
  async ({ input, plan, claimed }: { input: AdjustOrderInput; plan: Plan; claimed: Claimed }, { container }) => {
    const isJudged = input.state === "oversold" || input.edit.raised.length > 0
    const oversold = isJudged ? claimed.oversold : []
    return new StepResponse(await settleOrder(container, input, { facts: plan.facts, oversold }))
  }
)

export const adjustChannelOrderId = "anyshelf-adjust-channel-order"

/**
 * Follows an edit of an order on its channel: fewer units are given up here, more units and new lines are claimed as an import
 * does, and prices, discounts, taxes, charges and delivery become the channel's. A line whose listing is known by now is completed
 * and reserved. It may run any number of times: it compares what is with what should be.
 */
export const adjustChannelOrderWorkflow = createWorkflow(adjustChannelOrderId, (input: AdjustOrderInput) => {
  const plan = gatherStep(finishStep(input))
  const claimed = claimStep({ input, plan })
  editStep({ input, plan, claimed })
  return new WorkflowResponse(settleStep({ input, plan, claimed }))
})
