import { cancelFault, carryOut } from "../shop/cancel-order"
import type { Cancellation } from "../shop/sale"
import type { ShopStore } from "../shop/store"
import type { JobRunners } from "./jobs"

export const jobRunners = (store: ShopStore): JobRunners => ({
  "cancel-order": (orderId, input) => {
    const order = store.orders.get(orderId)
    const how = input as Omit<Cancellation, "orderId">
    // It may have been sent, or cancelled by another, while the job was waiting.
    if (order && !cancelFault(store, order, how)) carryOut(store, order, how)
  },
})
