import type { Show } from "../context"
import { itemView } from "./inventory-item"
import { levelView } from "./level"
import { locationView } from "./location"
import { orderView } from "./order"
import { productView } from "./product"
import { variantView } from "./variant"

export const show: Show = {
  location: locationView,
  level: levelView,
  item: itemView,
  variant: variantView,
  product: productView,
  order: orderView,
}
