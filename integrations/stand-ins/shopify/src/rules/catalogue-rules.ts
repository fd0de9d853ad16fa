import type { Rule } from "./rule"

const test = "integration-tests/catalogue.test.ts"
const prose = (name: string) => `description of ${name} in @shopify/dev-mcp admin_2026-07.json`

const rule = (id: string, label: Rule["label"], source: string, text: string): Rule => ({
  id,
  text,
  source,
  label,
  test,
})

export const catalogueRules: readonly Rule[] = [
  rule(
    "product-set",
    "V",
    prose("productSet"),
    "productSet makes or changes by id or handle; variants that the given list leaves out are deleted; a variant with the same options keeps its id (inferred)."
  ),
  rule(
    "product-refused",
    "V",
    prose("ProductSetUserErrorCode"),
    "What is wrong with a product is said by its own code; nothing is changed then."
  ),
  rule(
    "product-published",
    "V",
    prose("publishablePublish and Product.onlineStoreUrl"),
    "A product is in the online store while it is active and published there. That a new one is published at once is the stand-in's own choice."
  ),
  rule(
    "product-gone",
    "V",
    prose("productDelete"),
    "A deleted product takes its variants and articles along; orders keep what they say of it."
  ),
  rule(
    "unstock",
    "V",
    prose("inventoryDeactivate and InventoryLevel.canDeactivate"),
    "A level with committed, incoming or reserved units cannot be deactivated, nor (inferred) an article's last one."
  ),
]
