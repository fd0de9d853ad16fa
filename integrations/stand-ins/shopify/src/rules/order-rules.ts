import type { Rule } from "./rule"

const test = "integration-tests/orders.test.ts"
const prose = "descriptions of Order's and LineItem's fields in @shopify/dev-mcp admin_2026-07.json"

const rule = (id: string, label: Rule["label"], source: string, text: string): Rule => ({
  id,
  text,
  source,
  label,
  test,
})

export const orderRules: readonly Rule[] = [
  rule(
    "order-sums",
    "I",
    `${prose}; that tips, duties and fees are part of the total and untaxed, and gift cards untaxed and undiscounted, is inferred`,
    "Line discounts come before those of the order; what is allocated adds up to the discount; the total is lines, delivery, duties, fees, tip and, where prices exclude it, tax."
  ),
  rule(
    "order-currency",
    "D",
    "https://shopify.dev/docs/api/admin-graphql/2026-07/scalars/Decimal",
    "Amounts have as many digits as their currency: none in JPY, three in KWD."
  ),
  rule("order-tax", "V", prose, "With taxesIncluded the tax is within prices, else on top of them."),
  rule(
    "order-payment",
    "V",
    "descriptions of OrderDisplayFinancialStatus in Shopify's schema",
    "The financial status follows from the transactions that succeeded."
  ),
  rule(
    "edit-all",
    "I",
    `${prose}; that more units become a line of their own is the stand-in's own choice`,
    "An edit changes current quantities and totals and says `edited`; originalTotalPriceSet stays; what is owed is totalOutstandingSet."
  ),
]
