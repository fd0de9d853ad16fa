import { activateInventory } from "./mutations/activate-inventory"
import { adjustQuantities } from "./mutations/adjust-quantities"
import { cancelBulk, runBulkQuery } from "./mutations/bulk-operations"
import { cancelOrder } from "./mutations/cancel-order"
import { createRefund } from "./mutations/create-refund"
import { deactivateInventory } from "./mutations/deactivate-inventory"
import * as work from "./mutations/fulfillment-orders"
import { cancelFulfillment, createFulfillment, updateTracking } from "./mutations/fulfillments"
import * as returns from "./mutations/returns"
import { changeStatus, publish, removeProduct, setOneProduct, updateProduct } from "./mutations/products"
import { setQuantities } from "./mutations/set-quantities"
import { createSubscription, deleteSubscription, updateSubscription } from "./mutations/subscriptions"

/** The mutations that the stand-in carries out. */
export const mutationRoot: Readonly<Record<string, unknown>> = {
  inventorySetQuantities: setQuantities,
  inventoryAdjustQuantities: adjustQuantities,
  inventoryActivate: activateInventory,
  inventoryDeactivate: deactivateInventory,

  productSet: setOneProduct,
  productUpdate: updateProduct,
  productChangeStatus: changeStatus,
  productDelete: removeProduct,
  publishablePublish: publish(true),
  publishableUnpublish: publish(false),

  fulfillmentCreate: createFulfillment,
  fulfillmentTrackingInfoUpdate: updateTracking,
  fulfillmentCancel: cancelFulfillment,
  fulfillmentOrderHold: work.holdWork,
  fulfillmentOrderReleaseHold: work.releaseWork,
  fulfillmentOrderMove: work.moveWork,
  fulfillmentOrderSplit: work.splitWork,
  fulfillmentOrderMerge: work.mergeWork,
  fulfillmentOrderReportProgress: work.reportWork,
  fulfillmentOrderOpen: work.openWork,
  fulfillmentOrderLineItemsPreparedForPickup: work.prepareWork,

  orderCancel: cancelOrder,
  refundCreate: createRefund,

  returnRequest: returns.requestReturn,
  returnApproveRequest: returns.approveReturn,
  returnDeclineRequest: returns.declineReturn,
  returnCreate: returns.createReturn,
  returnProcess: returns.process,
  returnClose: returns.close,
  returnReopen: returns.reopen,
  returnCancel: returns.cancel,
  removeFromReturn: returns.removeLines,
  reverseFulfillmentOrderDispose: returns.disposeUnits,

  bulkOperationRunQuery: runBulkQuery,
  bulkOperationCancel: cancelBulk,

  webhookSubscriptionCreate: createSubscription,
  webhookSubscriptionUpdate: updateSubscription,
  webhookSubscriptionDelete: deleteSubscription,
}
