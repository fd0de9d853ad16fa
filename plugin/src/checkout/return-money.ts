import type { IPaymentModuleService, MedusaContainer, RemoteQueryFunction } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import { settle, type SessionFacts } from "../domain/checkout"

/** Medusa's own provider knows no bank, so there is nothing to give back. */
const withoutBank = "pp_system_default"
/** How long a cart that is being changed is waited for, in seconds. */
const waitSeconds = 30

/** A session as the query gives it; amounts are the module's numbers. */
interface Session {
  readonly id: string
  readonly provider_id: string
  readonly payment_collection_id: string
  readonly data: Record<string, unknown>
  readonly payment?: {
    readonly id: string
    readonly canceled_at: unknown
    readonly captures?: readonly { amount: number }[]
    readonly refunds?: readonly { amount: number }[]
  } | null
}

/** Core generates a method that takes the row away and leaves the bank alone; its interface does not list it. */
type PaymentModule = IPaymentModuleService & { softDeletePaymentSessions(ids: string[]): Promise<unknown> }

const fields = ["id", "provider_id", "payment_collection_id", "data", "payment.id", "payment.canceled_at"]
const moneyFields = ["payment.captures.amount", "payment.refunds.amount"]

/**
 * Gives back what the session of a refused cart holds or has taken, and leaves the cart with a session that can be paid by anew.
 * May be called again at any time: it looks at what is, under the cart's lock, and an order that was placed meanwhile keeps its
 * money. Throws when the bank does not do its part; nothing is changed then that a next call would not find.
 */
export async function returnMoney(container: MedusaContainer, sessionId: string): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const session = await readSession(query, sessionId)
  if (!session || session.provider_id === withoutBank) return
  const cartId = await cartOf(query, session.payment_collection_id)
  if (cartId === undefined) return
  const locking = container.resolve(Modules.LOCKING)
  await locking.execute(cartId, () => settleSession(container, cartId, sessionId), { timeout: waitSeconds })
}

async function settleSession(container: MedusaContainer, cartId: string, sessionId: string): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const session = await readSession(query, sessionId)
  if (!session || (await isOrdered(query, cartId))) return
  const payments = container.resolve<PaymentModule>(Modules.PAYMENT)
  const decision = settle(factsOf(session))
  if (decision.do === "let-go") await payments.deletePaymentSession(session.id)
  if (decision.do === "cancel") await payments.cancelPayment(session.payment!.id)
  if (decision.do === "refund") await refund(payments, session.payment!.id, decision.amount)
  if (decision.do !== "let-go") await payments.softDeletePaymentSessions([session.id])
  await openAnother(container, session)
}

const refund = (payments: PaymentModule, payment_id: string, amount: number) =>
  payments.refundPayment({ payment_id, amount, note: "The cart was refused for stock." })

/**
 * A shopper whose cart changes, or who tries again, pays anew. Core means to do the same after a refund, and does not get there where a
 * bank refuses to delete what was paid: such a session stays in core's way for ever, hence our soft deletion of it.
 */
async function openAnother(container: MedusaContainer, session: Session): Promise<void> {
  const { payment_collection_id, provider_id, data } = session
  const filters = { payment_collection_id, status: "pending" }
  const open = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "payment_session", fields: ["id"], filters })
  if (open.data.length > 0) return
  await createPaymentSessionsWorkflow(container).run({ input: { payment_collection_id, provider_id, data } })
}

async function readSession(query: Query, id: string): Promise<Session | undefined> {
  const { data } = await query.graph({
    entity: "payment_session",
    fields: [...fields, ...moneyFields],
    filters: { id },
  })
  return data[0] as Session | undefined
}

async function cartOf(query: Query, payment_collection_id: string): Promise<string | undefined> {
  const filters = { payment_collection_id }
  const { data } = await query.graph({ entity: "cart_payment_collection", fields: ["cart_id"], filters })
  return (data[0] as { cart_id?: string } | undefined)?.cart_id
}

async function isOrdered(query: Query, cart_id: string): Promise<boolean> {
  const { data } = await query.graph({ entity: "order_cart", fields: ["order_id"], filters: { cart_id } })
  return data.length > 0
}

function factsOf({ payment }: Session): SessionFacts {
  if (!payment) return { payment: null }
  const sum = (rows: readonly { amount: number }[] = []) =>
    rows.reduce((total, { amount }) => total + Number(amount), 0)
  return {
    payment: {
      isCanceled: payment.canceled_at != null,
      captured: sum(payment.captures),
      refunded: sum(payment.refunds),
    },
  }
}

type Query = Omit<RemoteQueryFunction, symbol>
