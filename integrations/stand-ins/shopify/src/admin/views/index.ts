import type { Show } from "../context"
import { fulfillmentView } from "./fulfillment"
import { fulfillmentOrderView } from "./fulfillment-order"
import { itemView } from "./inventory-item"
import { levelView } from "./level"
import { locationView } from "./location"
import { orderView } from "./order"
import { productView } from "./product"
import { refundView } from "./refund"
import { returnView } from "./return"
import { transactionView } from "./transaction"
import { variantView } from "./variant"

export const show: Show = {
  location: locationView,
  level: levelView,
  item: itemView,
  variant: variantView,
  product: productView,
  order: orderView,
  work: fulfillmentOrderView,
  fulfillment: fulfillmentView,
  refund: refundView,
  returned: returnView,
  transaction: transactionView,
}
