import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, PaymentCollectionStatus } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { majorUnits, minorUnits } from "../../domain/channels/order-money"
import { moneyOf, type OrderMoney } from "../../domain/channels/order-payment"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import { importIds, type ImportIds } from "./import-ids"
import { readOurOrder, type OurOrder } from "./our-order"
import type { FollowOrderInput } from "./types"

const followStep = createStep(
  "anyshelf-follow-channel-money",
  // Not undone: the money has moved there. Each move is written under a derived id, and the rest are absolute numbers.
  async (input: FollowOrderInput, { container }) => {
    const { connectionId, order } = input
    const ids = importIds(connectionId, order.ref)
    const ours = await readOurOrder(container.resolve(Modules.ORDER), ids.orderId)
    if (!ours) return new StepResponse({ differs: false })
    const { currencyCode } = order
    const written = ours.transactions
      .filter(({ reference }) => reference.startsWith("channel"))
      .map(({ key, amount }) => ({ key, amount: minorUnits(amount, currencyCode) }))
    const money = moneyOf(order, written)
    await writeMoves(container, input, money, ids)
    await keepPayment(container, input, money, ids)
    return new StepResponse({ differs: await tellDifferences(container, input, ours) })
  }
)

async function writeMoves(
  container: MedusaContainer,
  { order }: FollowOrderInput,
  { moves }: OrderMoney,
  ids: ImportIds
): Promise<void> {
  if (moves.length === 0) return
  const transactions = moves.map(({ key, amount, reference }) => ({
    id: ids.transactionId(key),
    order_id: ids.orderId,
    amount: majorUnits({ amount, currencyCode: order.currencyCode }),
    currency_code: order.currencyCode.toLowerCase(),
    reference,
    reference_id: key,
  }))
  await container.resolve(Modules.ORDER).addOrderTransactions(transactions)
}

const statuses: Readonly<Record<OrderMoney["status"], PaymentCollectionStatus>> = {
  awaiting: PaymentCollectionStatus.AWAITING,
  authorized: PaymentCollectionStatus.AUTHORIZED,
  partially_captured: PaymentCollectionStatus.PARTIALLY_CAPTURED,
  completed: PaymentCollectionStatus.COMPLETED,
  canceled: PaymentCollectionStatus.CANCELED,
}

/**
 * Medusa shows an order as paid by its payment collection. Ours says what the channel took, with no provider behind it: nothing can
 * be captured or refunded here by it.
 */
async function keepPayment(
  container: MedusaContainer,
  { connectionId, order }: FollowOrderInput,
  { captured, refunded, status }: OrderMoney,
  ids: ImportIds
): Promise<void> {
  const payments = container.resolve(Modules.PAYMENT)
  const inOurs = (amount: number) => majorUnits({ amount, currencyCode: order.currencyCode })
  const shown = {
    currency_code: order.currencyCode.toLowerCase(),
    amount: inOurs(Math.max(order.total.amount, captured)),
    captured_amount: inOurs(captured),
    refunded_amount: inOurs(refunded),
    authorized_amount: inOurs(status === "authorized" ? order.total.amount : captured),
    status: statuses[status],
  }
  const [known] = await payments.listPaymentCollections({ id: ids.paymentId }, { select: ["id"] })
  // The module's types leave out what a collection is reckoned from; its table has it.
  if (known) await payments.updatePaymentCollections(ids.paymentId, shown as never)
  else await payments.createPaymentCollections({ id: ids.paymentId, ...shown, metadata: { connectionId } } as never)
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id: ids.orderId },
    [Modules.PAYMENT]: { payment_collection_id: ids.paymentId },
  })
}

/** What a person has to settle, as one task; it is closed when the orders agree again. */
async function tellDifferences(container: MedusaContainer, input: FollowOrderInput, ours: OurOrder): Promise<boolean> {
  const { connectionId, order } = input
  const channels = container.resolve<ChannelsService>(channelsModule)
  const sentences = [...unitsThatDiffer(input, ours), ...totalsThatDiffer(input, ours)]
  if (sentences.length === 0) {
    await channels.closeTasks({ connectionId, kinds: ["order-differs"], subjects: [order.ref] })
    return false
  }
  const reason = `The order ${order.number} was edited on the channel. ${sentences.join(" ")}`
  await channels.openTasks([{ connectionId, kind: "order-differs", subject: order.ref, reason }])
  return true
}

/** More has left here, and not come back, than the channel still wants. */
function unitsThatDiffer({ order }: FollowOrderInput, { items }: OurOrder): string[] {
  const refs = [...new Set(items.flatMap(({ lineRef }) => lineRef ?? []))]
  return refs.flatMap((ref) => {
    const own = items.filter(({ lineRef }) => lineRef === ref)
    const away = own.reduce((sum, { left, returned, returnRequested }) => sum + left - returned - returnRequested, 0)
    const line = order.lines.find((each) => each.ref === ref)
    const wanted = line?.quantity ?? 0
    const title = line?.title ?? own[0]?.title ?? ref
    return away > wanted
      ? [`Of "${title}" ${away} have left here, and ${wanted} are wanted: stop the parcel or take them back.`]
      : []
  })
}

function totalsThatDiffer({ order }: FollowOrderInput, { total }: OurOrder): string[] {
  const theirs = majorUnits(order.total)
  if (minorUnits(total, order.currencyCode) === order.total.amount) return []
  return [`The total there is ${theirs} ${order.currencyCode}, ours is ${total}: correct prices or discounts.`]
}

export const followChannelMoneyId = "anyshelf-follow-channel-money-workflow"

/** Writes down what the channel took and gave back for an order, and says what about the two orders a person has to settle. */
export const followChannelMoneyWorkflow = createWorkflow(
  followChannelMoneyId,
  (input: FollowOrderInput) => new WorkflowResponse(followStep(input))
)
