import { authRules, bulkRules } from "./bulk-rules"
import { catalogueRules } from "./catalogue-rules"
import { fulfillmentRules } from "./fulfillment-rules"
import { inventoryRules } from "./inventory-rules"
import { orderRules } from "./order-rules"
import { requestRules } from "./request-rules"
import { returnRules } from "./return-rules"
import type { Rule } from "./rule"
import { saleRules } from "./sale-rules"

export type { Rule } from "./rule"

/** Every rule that the stand-in holds beyond the schema, with its source and the test that holds it. */
export const rules: readonly Rule[] = [
  ...requestRules,
  ...inventoryRules,
  ...saleRules,
  ...fulfillmentRules,
  ...returnRules,
  ...orderRules,
  ...catalogueRules,
  ...bulkRules,
  ...authRules,
]
