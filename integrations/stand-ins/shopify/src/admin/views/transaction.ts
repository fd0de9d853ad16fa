import { gid } from "../../shop/global-ids"
import type { OrderRecord, TransactionRecord } from "../../shop/order-records"
import { paymentOf } from "../../shop/payment"
import { asDateTime } from "../../shop/time"
import type { RequestContext, View } from "../context"
import { moneyBag } from "./money"

interface Owned {
  readonly order: OrderRecord
  readonly transaction: TransactionRecord
}

export function transactionView(context: RequestContext, { order, transaction }: Owned): View {
  const parent = order.transactions.find(({ id }) => id === transaction.parentId)
  const isHeld = transaction.kind === "AUTHORIZATION" && paymentOf(order).authorized > 0
  return {
    __typename: "OrderTransaction",
    id: gid("OrderTransaction", transaction.id),
    kind: transaction.kind,
    status: transaction.status,
    amountSet: moneyBag(transaction.amount, order.currency),
    amountRoundingSet: null,
    totalUnsettledSet: isHeld ? moneyBag(paymentOf(order).authorized, order.currency) : null,
    gateway: transaction.gateway,
    formattedGateway: transaction.gateway.replace(/^./, (first) => first.toUpperCase()),
    parentTransaction: () => (parent ? transactionView(context, { order, transaction: parent }) : null),
    order: () => context.show.order(context, order),
    accountNumber: null,
    authorizationExpiresAt: null,
    errorCode: null,
    fees: [],
    location: null,
    manualPaymentGateway: transaction.gateway === "manual",
    manuallyCapturable: isHeld,
    multiCapturable: false,
    maximumRefundableV2: null,
    paymentId: null,
    receiptJson: "{}",
    settlementCurrency: null,
    settlementCurrencyRate: null,
    test: order.test,
    user: null,
    processedAt: asDateTime(transaction.createdAt),
    createdAt: asDateTime(transaction.createdAt),
  }
}
