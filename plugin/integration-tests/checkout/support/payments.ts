import { AbstractPaymentProvider, ModuleProvider, Modules, PaymentActions } from "@medusajs/framework/utils"
import type { BigNumberInput, ProviderWebhookPayload, WebhookActionResult } from "@medusajs/framework/types"
import { bank, type Account, type Card } from "./bank"

interface SessionData {
  readonly session_id: string
  readonly amount: number
  readonly card?: Card
}

interface Given {
  readonly data?: Record<string, unknown>
  readonly amount?: BigNumberInput
}

/** A payment provider whose bank the tests can look into. Its webhooks are plain JSON. */
class TestPayments extends AbstractPaymentProvider {
  static override readonly identifier = "test"

  /** Medusa's is protected, and its loader calls it all the same. */
  constructor(cradle: Record<string, unknown>, options?: Record<string, unknown>) {
    super(cradle, options)
  }

  async initiatePayment({ data, amount }: Given) {
    const opened = { ...data, amount: value(amount) }
    return { id: String(data?.session_id), data: opened, status: "pending" as const }
  }

  async authorizePayment({ data }: Given) {
    const { account, session } = open(data, "authorize")
    await bank.silence
    if (session.card === "declined") return { data: { ...data }, status: "error" as const }
    if (session.card === "asks-for-more") return { data: { ...data }, status: "requires_more" as const }
    bank.authorize(account, session.amount)
    return { data: { ...data }, status: account.taken > 0 ? ("captured" as const) : ("authorized" as const) }
  }

  async capturePayment({ data }: Given) {
    const { account, session } = open(data, "capture")
    bank.capture(account, session.amount)
    return { data: { ...data } }
  }

  async refundPayment({ data, amount }: Given) {
    const { account } = open(data, "refund")
    if (account.givenBack + value(amount) > account.taken) throw new Error("The bank gives back only what it took.")
    account.givenBack += value(amount)
    return { data: { ...data } }
  }

  async cancelPayment({ data }: Given) {
    letGo(open(data, "cancel").account)
    return { data: { ...data } }
  }

  async deletePayment({ data }: Given) {
    letGo(open(data, "delete").account)
    return { data: { ...data } }
  }

  async getPaymentStatus({ data }: Given) {
    const { account } = open(data, "status")
    if (account.taken > 0) return { status: "captured" as const }
    return { status: account.onHold > 0 ? ("authorized" as const) : ("pending" as const) }
  }

  async retrievePayment({ data }: Given) {
    return { data: { ...data } }
  }

  async updatePayment({ data, amount }: Given) {
    return { data: { ...data, amount: value(amount) } }
  }

  async getWebhookActionAndData({ data }: ProviderWebhookPayload["payload"]): Promise<WebhookActionResult> {
    const { action, session_id, amount } = data as {
      action: "authorized" | "captured"
      session_id: string
      amount: number
    }
    const done = action === "captured" ? PaymentActions.SUCCESSFUL : PaymentActions.AUTHORIZED
    return { action: done, data: { session_id, amount } }
  }
}

/** Medusa hands amounts over as a number, or as an object that has one. */
const value = (amount: unknown): number => Number((amount as { value?: unknown }).value ?? amount)

function open(data: Record<string, unknown> | undefined, call: string): { account: Account; session: SessionData } {
  const session = data as unknown as SessionData
  return { session, account: bank.note(session.session_id, call) }
}

/** A hold is let go; money that was taken has to be refunded, which is another call. */
function letGo(account: Account): void {
  if (account.taken > 0) throw new Error("The bank has taken the money: refund it.")
  account.onHold = 0
}

export default ModuleProvider(Modules.PAYMENT, { services: [TestPayments] })
