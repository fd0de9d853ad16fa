import { quantityNames } from "../../shop/levels"
import type { View } from "../context"

const onHandStates = quantityNames.filter((name) => name !== "on_hand" && name !== "incoming")

/** Which quantities there are and which of them add up to which. */
export const inventoryPropertiesView = (): View => ({
  quantityNames: quantityNames.map((name) => ({
    name,
    displayName: name.replace("_", " ").replace(/^./, (first) => first.toUpperCase()),
    isInUse: true,
    belongsTo: onHandStates.includes(name) ? ["on_hand"] : [],
    comprises: name === "on_hand" ? onHandStates : [],
  })),
})
