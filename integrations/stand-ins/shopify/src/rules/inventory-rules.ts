import type { Rule } from "./rule"

const idempotency = "https://shopify.dev/docs/api/usage/implementing-idempotency"
const quantities = "https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/inventorySetQuantities"
const live = "https://github.com/luke-selrai/openclaw-workshop-kit/issues/218 (seen live)"
const enumText = "descriptions of InventorySetQuantitiesUserErrorCode in @shopify/dev-mcp admin_2026-07.json"
const inventory = "integration-tests/inventory.test.ts"
const keys = "integration-tests/idempotency.test.ts"

const rule = (id: string, label: Rule["label"], source: string, test: string, text: string): Rule => ({
  id,
  text,
  source,
  label,
  test,
})

export const inventoryRules: readonly Rule[] = [
  rule(
    "key-required",
    "T",
    `schema prose of 16 mutations since 2026-04; ${live}`,
    keys,
    "Since 2026-04 sixteen mutations are refused as a whole, with BAD_REQUEST, when they come without @idempotent."
  ),
  rule(
    "key-replay",
    "D",
    idempotency,
    keys,
    "The same key with the same parameters is carried out once and answered with the first result."
  ),
  rule(
    "key-mismatch",
    "V",
    enumText,
    keys,
    "The same key with other parameters is refused with IDEMPOTENCY_KEY_PARAMETER_MISMATCH."
  ),
  rule(
    "key-concurrent",
    "V",
    enumText,
    keys,
    "A key whose first request is still under way is refused with IDEMPOTENCY_CONCURRENT_REQUEST."
  ),
  rule(
    "key-failed",
    "I",
    `${enumText}; which failures count is inferred`,
    keys,
    "A key whose first request was refused is refused with IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED: a new attempt needs a new key."
  ),
  rule("key-day", "I", `${idempotency}; the length of the window is not verified`, keys, "A key is known for a day."),
  rule(
    "cas-explicit",
    "T",
    `schema prose of changeFromQuantity; ${live}`,
    inventory,
    "changeFromQuantity has to be given, if only as null; a row without it refuses the request with INVALID_FIELD_ARGUMENTS."
  ),
  rule(
    "cas-stale",
    "V",
    enumText,
    inventory,
    "A changeFromQuantity that is not what the shop has refuses the change with CHANGE_FROM_QUANTITY_STALE."
  ),
  rule(
    "set-atomic",
    "I",
    quantities,
    inventory,
    "One bad row refuses all rows; the errors say which by their field path, and nothing has changed."
  ),
  rule("set-name", "V", enumText, inventory, "Only available and on_hand can be set."),
  rule(
    "set-reason",
    "V",
    enumText,
    inventory,
    "The reason must be one of Shopify's own, and a reference document a URI."
  ),
  rule(
    "set-pair",
    "V",
    enumText,
    inventory,
    "An article and place may come once in a request: NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR."
  ),
  rule("set-bounds", "V", enumText, inventory, "A quantity is not negative and not above 1 000 000 000."),
  rule(
    "set-unknown",
    "V",
    enumText,
    inventory,
    "An unknown article or place, or a closed place, is refused by its own code."
  ),
  rule(
    "set-untracked",
    "I",
    enumText,
    inventory,
    "An article whose stock is not counted is refused with NON_MUTABLE_INVENTORY_ITEM."
  ),
  rule(
    "set-not-stocked",
    "D",
    "https://shopify.dev/changelog/removal-of-itemnotstockedatlocation-error",
    inventory,
    "Up to 2026-07 a place must stock the article: ITEM_NOT_STOCKED_AT_LOCATION. Since 2026-10 any place takes a quantity."
  ),
  rule(
    "set-same",
    "I",
    "inventoryAdjustmentGroup is nullable in the schema",
    inventory,
    "Setting what is so already changes nothing: no adjustment group and no webhook."
  ),
  rule(
    "adjust-document",
    "V",
    "descriptions of InventoryAdjustQuantitiesUserErrorCode in @shopify/dev-mcp admin_2026-07.json",
    inventory,
    "Every quantity but available needs a ledger document of the app's own; available takes none."
  ),
  rule(
    "activate-keeps",
    "D",
    "https://shopify.dev/changelog/inventoryactivate-now-preserves-available-quantity",
    inventory,
    "Activating without a quantity keeps what is there; giving one for a place that stocks the article already is refused."
  ),
  rule(
    "on-hand-sum",
    "D",
    "https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps/manage-quantities-states",
    inventory,
    "on_hand is available, committed, reserved, damaged, safety_stock and quality_control together."
  ),
  rule(
    "sku-repeats",
    "V",
    "InventoryItem.duplicateSkuCount in Shopify's schema",
    inventory,
    "Several variants may have one SKU; duplicateSkuCount says how many."
  ),
]
