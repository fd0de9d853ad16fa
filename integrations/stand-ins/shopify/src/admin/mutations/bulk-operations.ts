import { randomUUID } from "node:crypto"
import { bulkQuery } from "../../bulk/bulk-query"
import type { BulkRecord } from "../../bulk/bulk-records"
import { faulty, isFaulty, type Faulty } from "../../shop/fault"
import { idOf } from "../../shop/global-ids"
import type { RequestContext, View } from "../context"
import { bulkView } from "../views/bulk-operation"
import { payload } from "./payload"

interface RunArgs {
  readonly query: string
  readonly groupObjects: boolean
}

const isUnderWay = ({ status }: BulkRecord) => ["CREATED", "RUNNING", "CANCELING"].includes(status)
const none = { bulkOperation: null }

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/bulkOperationRunQuery */
export function runBulkQuery(args: RunArgs, context: RequestContext): View {
  const outcome = begun(args, context)
  if (!isFaulty(outcome)) context.bulk.start(outcome)
  return payload(context, outcome, (bulk) => ({ bulkOperation: bulkView(context, bulk) }), none)
}

function begun(
  { query, groupObjects }: RunArgs,
  { store, vendor, clock, scopes }: RequestContext
): BulkRecord | Faulty {
  const read = bulkQuery(query, vendor.schema)
  if (typeof read === "string") return faulty(["query"], read, "INVALID")
  const busy = store.bulks.all().find(isUnderWay)
  if (busy && store.keeps("bulk-one"))
    return faulty(
      null,
      `A bulk query operation for this app and shop is already in progress: gid://shopify/BulkOperation/${busy.id}.`,
      "OPERATION_IN_PROGRESS"
    )
  store.touch()
  return store.bulks.add({
    id: store.nextId(),
    query,
    version: vendor.version,
    isGrouped: groupObjects,
    secret: randomUUID(),
    scopes: [...scopes],
    status: "CREATED",
    errorCode: null,
    objects: 0,
    roots: 0,
    bytes: 0,
    createdAt: clock.now(),
    completedAt: null,
  })
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/bulkOperationCancel */
export function cancelBulk({ id }: { id: string }, context: RequestContext): View {
  const bulk = context.store.bulks.get(idOf("BulkOperation", id))
  const outcome = bulk
    ? isUnderWay(bulk)
      ? bulk
      : faulty(null, `A bulk operation cannot be canceled when it is ${bulk.status.toLowerCase()}`)
    : faulty(["id"], "Bulk operation does not exist")
  if (!isFaulty(outcome)) context.bulk.cancel(outcome)
  return payload(context, outcome, (found) => ({ bulkOperation: bulkView(context, found) }), none)
}
