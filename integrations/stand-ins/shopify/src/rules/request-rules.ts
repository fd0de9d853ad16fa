import type { Rule } from "./rule"

const limits = "https://shopify.dev/docs/api/usage/limits"

export const requestRules: readonly Rule[] = [
  {
    id: "token-401",
    text: "A request without the token, or with a wrong one, is answered with 401 and one sentence in `errors`.",
    source: "https://shopify.dev/docs/api/admin-graphql#status_and_error_codes",
    label: "T",
    test: "integration-tests/requests.test.ts",
  },
  {
    id: "scope-denied",
    text: "A field or type whose `requiredAccess` names scopes is refused with ACCESS_DENIED to a token that has none of them. Writing implies reading.",
    source:
      "`requiredAccess` in @shopify/dev-mcp admin_2026-07.json; https://shopify.dev/changelog/new-error-messages-for-graphql-operations-without-necessary-access-scopes",
    label: "V",
    test: "integration-tests/requests.test.ts",
  },
  {
    id: "gid-kind",
    text: "An id argument takes only the kinds of global id that `gidTypes` names; in the schema it is just ID.",
    source: "`gidTypes` in @shopify/dev-mcp admin_2026-07.json; the wording of the error is inferred",
    label: "I",
    test: "integration-tests/requests.test.ts",
  },
  {
    id: "page-size",
    text: "A connection needs `first` or `last`, of at most 250.",
    source: limits,
    label: "D",
    test: "integration-tests/requests.test.ts",
  },
  {
    id: "page-reach",
    text: "Paging ends at 25 000 objects.",
    source: limits,
    label: "D",
    test: "src/admin/connection.test.ts",
  },
  {
    id: "cursor-keyset",
    text: "A cursor is a place in the order, not a number of items: what changes while a client pages is neither skipped nor repeated out of order.",
    source: "Shopify's cursors decode to {last_id, last_value}",
    label: "T",
    test: "integration-tests/requests.test.ts",
  },
  {
    id: "time-seconds",
    text: "Times have whole seconds, in answers and in searches: `updated_at:>T` does not find what happened within the second T.",
    source: "DateTime in Shopify's schema; that searches round likewise is inferred",
    label: "I",
    test: "integration-tests/requests.test.ts",
  },
  {
    id: "input-250",
    text: "An input list has at most 250 items; a longer one is refused with MAX_INPUT_SIZE_EXCEEDED.",
    source: limits,
    label: "D",
    test: "integration-tests/inventory.test.ts",
  },
  {
    id: "cost-extension",
    text: "Every answer carries `extensions.cost`: the price asked, the price used, and the state of the bucket.",
    source: limits,
    label: "D",
    test: "integration-tests/throttle.test.ts",
  },
  {
    id: "cost-prices",
    text: "Scalars cost nothing, an object 1, a connection 2 and first × its node, a mutation 10. What was not used is given back.",
    source: `${limits}; 2 + first × node as measured in microsoft/ALAppExtensions ShpfyGQLOpenOrdersToImport (102 for 25 orders of 4 objects)`,
    label: "T",
    test: "src/admin/cost.test.ts",
  },
  {
    id: "throttled-200",
    text: "A request that the bucket does not hold is answered with HTTP 200, `errors[0].extensions.code` THROTTLED, no data and a null actual cost.",
    source: "https://gist.github.com/lacom/56e3834834e250270062583f425274b9",
    label: "T",
    test: "integration-tests/throttle.test.ts",
  },
  {
    id: "cost-1000",
    text: "A request that could cost more than 1000 is refused with MAX_COST_EXCEEDED, however full the bucket.",
    source: limits,
    label: "D",
    test: "integration-tests/throttle.test.ts",
  },
]
