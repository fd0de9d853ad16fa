// @ts-check
/**
 * Every method of Medusa's Inventory Module as of 2.21.2, and why each is safe. A method that is not here has not been read:
 * read what it writes, then add it, with an override in plugin/src/inventory where it writes levels or reservations.
 */
module.exports = {
  /** Replaced by ours. */
  ours: [
    "adjustInventory",
    "createInventoryLevels_",
    "createReservationItems",
    "createReservationItems_",
    "deleteInventoryItemLevelByLocationId",
    "deleteInventoryItems",
    "deleteInventoryLevel",
    "deleteInventoryLevels",
    "deleteReservationItemByLocationId_",
    "deleteReservationItemsByLineItem_",
    "deleteReservationItems_",
    "restoreInventoryItems",
    "restoreInventoryLevels",
    "restoreReservationItemsByLineItem_",
    "restoreReservationItems_",
    "retrieveAvailableQuantity",
    "softDeleteInventoryItems",
    "softDeleteInventoryLevels",
    "softDeleteReservationItems_",
    "updateInventoryLevels_",
    "updateReservationItems_",
  ],
  /** Core's own, which do their work in a method of ours. */
  through: [
    "createInventoryLevels",
    "deleteReservationItemByLocationId",
    "deleteReservationItems",
    "deleteReservationItemsByLineItem",
    "restoreReservationItems",
    "restoreReservationItemsByLineItem",
    "softDeleteReservationItems",
    "updateInventoryLevels",
    "updateReservationItems",
  ],
  /** They write levels in core's unsafe way, and are called by nothing but methods that ours replace. */
  unreachable: [
    "adjustInventoryLevelsForReservationsDeletion",
    "adjustInventoryLevelsForReservationsRestore",
    "adjustInventoryLevelsForReservations_",
    "adjustInventory_",
  ],
  /** They read, or write items and events, and never a quantity. */
  harmless: [
    "__joinerConfig",
    "aggregatedEvents",
    "confirmInventory",
    "createInventoryItems",
    "createInventoryItems_",
    "emitEvents_",
    "ensureInventoryLevels",
    "interceptEntityMutationEvents",
    "listAndCountInventoryItems",
    "listAndCountInventoryLevels",
    "listAndCountReservationItems",
    "listInventoryItems",
    "listInventoryLevels",
    "listReservationItems",
    "retrieveInventoryItem",
    "retrieveInventoryLevel",
    "retrieveInventoryLevelByItemAndLocation",
    "retrieveReservationItem",
    "retrieveReservedQuantity",
    "retrieveStockedQuantity",
    "sanitizeInventoryItemInput",
    "sanitizeInventoryLevelInput",
    "updateInventoryItems",
    "updateInventoryItems_",
  ],
}
