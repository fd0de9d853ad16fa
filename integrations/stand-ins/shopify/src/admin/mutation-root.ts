import { activateInventory } from "./mutations/activate-inventory"
import { adjustQuantities } from "./mutations/adjust-quantities"
import { setQuantities } from "./mutations/set-quantities"
import { createSubscription, deleteSubscription, updateSubscription } from "./mutations/subscriptions"

/** The mutations that the stand-in carries out. */
export const mutationRoot = {
  inventorySetQuantities: setQuantities,
  inventoryAdjustQuantities: adjustQuantities,
  inventoryActivate: activateInventory,
  webhookSubscriptionCreate: createSubscription,
  webhookSubscriptionUpdate: updateSubscription,
  webhookSubscriptionDelete: deleteSubscription,
}
