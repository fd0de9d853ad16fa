import type { Rule } from "./rule"

const guide = "https://shopify.dev/docs/api/usage/bulk-operations/queries"
const bulk = "integration-tests/bulk.test.ts"
const auth = "integration-tests/auth.test.ts"
const tokens = "https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens"

const rule = (id: string, label: Rule["label"], source: string, test: string, text: string): Rule => ({
  id,
  text,
  source,
  label,
  test,
})

export const bulkRules: readonly Rule[] = [
  rule(
    "bulk-lines",
    "D",
    guide,
    bulk,
    "Each object of each connection is a line of JSON; a child names its parent in __parentId and comes after it, right after it only with groupObjects."
  ),
  rule(
    "bulk-range",
    "T",
    "result files lie in Google Cloud Storage, which serves ranges",
    bulk,
    "The result is served in parts on request."
  ),
  rule(
    "bulk-one",
    "I",
    `${guide}; newer versions allow several at a time, and the stand-in keeps to the narrower rule`,
    bulk,
    "One bulk query at a time: OPERATION_IN_PROGRESS. It can be cancelled while it runs."
  ),
  rule(
    "bulk-query",
    "V",
    "description of bulkOperationRunQuery in @shopify/dev-mcp admin_2026-07.json",
    bulk,
    "At least one and at most five connections, nested at most two deep; a parent of a connection selects its id."
  ),
  rule(
    "bulk-kept",
    "V",
    "descriptions of BulkOperation's fields in Shopify's schema",
    bulk,
    "The result is there for seven days; one that found nothing has no file."
  ),
]

export const authRules: readonly Rule[] = [
  rule(
    "oauth-code",
    "D",
    `${tokens}/authorization-code-grant`,
    auth,
    "The redirect is signed in hex over its sorted parameters; a code is exchanged once."
  ),
  rule(
    "oauth-refresh",
    "D",
    `${tokens}/offline-access-tokens`,
    auth,
    "An expiring token lasts an hour and comes with a refresh token, which is used once."
  ),
  rule(
    "oauth-own",
    "D",
    `${tokens}/client-credentials-grant`,
    auth,
    "The client's own credentials give a token for a day less a second."
  ),
  rule(
    "uninstalled",
    "D",
    "https://shopify.dev/docs/apps/build/webhooks/subscribe/get-started",
    auth,
    "An app that is removed is told by app/uninstalled; its tokens and subscriptions are gone."
  ),
]
