import type { Rule } from "./rule"

const prose = (name: string) => `description of ${name} in @shopify/dev-mcp admin_2026-07.json`
const rest = "https://shopify.dev/docs/api/admin-rest/latest/resources/refund#resource-object"
const test = "integration-tests/returns.test.ts"

const rule = (id: string, label: Rule["label"], source: string, text: string): Rule => ({
  id,
  text,
  source,
  label,
  test,
})

export const returnRules: readonly Rule[] = [
  rule(
    "return-fulfilled",
    "V",
    prose("returnCreate"),
    "Only units that were fulfilled, and are not on their way back already, can be returned. The code of the refusal is inferred."
  ),
  rule(
    "return-state",
    "V",
    `${prose("returnApproveRequest, returnDeclineRequest and returnCancel")}; ReturnErrorCode.INVALID_STATE`,
    "REQUESTED becomes OPEN or DECLINED; OPEN becomes CLOSED, and back; CANCELED only before anything was dealt with. Closing what is closed is no error (inferred)."
  ),
  rule(
    "return-process",
    "I",
    `${prose("returnProcess")}; that the return closes by itself when all is processed, and that processed units leave currentQuantity, is inferred`,
    "Processing records dispositions, restocks at the place named, refunds what is asked, and closes a return of which nothing is left."
  ),
  rule(
    "dispose-once",
    "V",
    prose("ReverseFulfillmentOrderDisposeInput"),
    "Restocking needs a location. That no unit is disposed of or processed twice is inferred."
  ),
  rule(
    "hook-returns",
    "V",
    "descriptions of WebhookSubscriptionTopic in Shopify's schema",
    "Each step of a return, each disposition and each refund is told under its own topic."
  ),
  rule(
    "refund-restock",
    "D",
    rest,
    "CANCEL lowers what is to be fulfilled and restocks, RETURN restocks sent units, NO_RESTOCK leaves both alone."
  ),
  rule(
    "refund-units",
    "T",
    `${rest}; the sentence as reported by third parties`,
    "No more units are refunded than were bought, cancelled than wait, or returned than were sent."
  ),
  rule(
    "refund-paid",
    "V",
    prose("RefundInput.allowOverRefunding"),
    "No more money goes back than was paid, unless allowOverRefunding is given."
  ),
  rule("refund-once", "V", prose("refundCreate"), "A refund needs an idempotency key, and is made once for it."),
]
