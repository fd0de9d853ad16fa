import { approve, cancelReturn, closeReturn, decline, reopenReturn } from "../../shop/returns/change-return"
import { disposeAlone, type DisposeInput } from "../../shop/returns/dispose"
import { openReturn, type OwnedReturn, type ReturnLineInput } from "../../shop/returns/open-return"
import { processReturn, type ProcessInput } from "../../shop/returns/process"
import { shrinkReturn } from "../../shop/returns/shrink-return"
import type { ReturnRecord } from "../../shop/return-records"
import type { Faulty } from "../../shop/fault"
import type { RequestContext, View } from "../context"
import { NotImplemented } from "../errors"
import { reverseLineView } from "../views/return"
import { payload } from "./payload"

const answer = (context: RequestContext, outcome: OwnedReturn | Faulty): View =>
  payload(context, outcome, (owned) => ({ return: () => context.show.returned(context, owned) }), { return: null })

type Id = { readonly id: string }
interface OpenInput {
  readonly orderId: string
  readonly returnLineItems: readonly (ReturnLineInput & { readonly restockingFee?: unknown })[]
  readonly exchangeLineItems?: readonly unknown[] | null
  readonly returnShippingFee?: unknown
  readonly notifyCustomer?: boolean | null
}

/** What Shopify could do with a return and the stand-in could not, it must not accept. */
function checkInput({ exchangeLineItems, returnShippingFee, returnLineItems }: OpenInput): void {
  if (exchangeLineItems?.length) throw new NotImplemented("exchanges")
  if (returnShippingFee || returnLineItems.some(({ restockingFee }) => restockingFee))
    throw new NotImplemented("fees on a return")
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/returnCreate */
export function createReturn({ returnInput }: { returnInput: OpenInput }, context: RequestContext): View {
  checkInput(returnInput)
  const outcome = openReturn(context.store, returnInput, false)
  if ("order" in outcome && returnInput.notifyCustomer) context.store.mail(outcome.order, "return-opened")
  return answer(context, outcome)
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/returnRequest */
export function requestReturn({ input }: { input: OpenInput }, context: RequestContext): View {
  checkInput(input)
  return answer(context, openReturn(context.store, input, true))
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/returnApproveRequest */
export function approveReturn(
  { input }: { input: Id & { readonly notifyCustomer?: boolean | null } },
  context: RequestContext
): View {
  const outcome = approve(context.store, input.id)
  if ("order" in outcome && input.notifyCustomer) context.store.mail(outcome.order, "return-opened")
  return answer(context, outcome)
}

interface DeclineInput extends Id {
  readonly declineReason: NonNullable<ReturnRecord["decline"]>["reason"]
  readonly declineNote?: string | null
  readonly notifyCustomer?: boolean | null
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/returnDeclineRequest */
export const declineReturn = ({ input }: { input: DeclineInput }, context: RequestContext): View =>
  answer(
    context,
    decline(context.store, input.id, input.declineReason, input.declineNote ?? null, input.notifyCustomer ?? false)
  )

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/returnProcess */
export function process(
  { input }: { input: ProcessInput & { readonly exchangeLineItems?: readonly unknown[] | null } },
  context: RequestContext
): View {
  if (input.exchangeLineItems?.length) throw new NotImplemented("exchanges")
  return answer(context, processReturn(context.store, input))
}

export const close = ({ id }: Id, context: RequestContext): View => answer(context, closeReturn(context.store, id))
export const reopen = ({ id }: Id, context: RequestContext): View => answer(context, reopenReturn(context.store, id))
export const cancel = ({ id }: Id, context: RequestContext): View => answer(context, cancelReturn(context.store, id))

interface RemoveArgs {
  readonly returnId: string
  readonly returnLineItems?: readonly { readonly returnLineItemId: string; readonly quantity: number }[] | null
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/removeFromReturn */
export const removeLines = ({ returnId, returnLineItems }: RemoveArgs, context: RequestContext): View =>
  answer(context, shrinkReturn(context.store, returnId, returnLineItems ?? []))

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/reverseFulfillmentOrderDispose */
export const disposeUnits = (
  { dispositionInputs }: { dispositionInputs: readonly DisposeInput[] },
  context: RequestContext
): View =>
  payload(
    context,
    disposeAlone(context.store, dispositionInputs),
    (lines) => ({
      reverseFulfillmentOrderLineItems: lines.map(({ order, line }) => reverseLineView(context, order, line)),
    }),
    { reverseFulfillmentOrderLineItems: null }
  )
