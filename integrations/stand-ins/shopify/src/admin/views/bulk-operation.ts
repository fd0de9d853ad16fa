import { isExpired, type BulkRecord } from "../../bulk/bulk-records"
import { gid } from "../../shop/global-ids"
import { asDateTime } from "../../shop/time"
import type { RequestContext, View } from "../context"
import { number, text, time, type Matchers } from "../search-fields"

export function bulkView({ clock, publicUrl }: RequestContext, bulk: BulkRecord): View {
  const isGone = isExpired(bulk, clock.now())
  const isThere = bulk.status === "COMPLETED" && !isGone && bulk.objects > 0
  return {
    __typename: "BulkOperation",
    id: gid("BulkOperation", bulk.id),
    type: "QUERY",
    query: bulk.query,
    status: isGone && bulk.status === "COMPLETED" ? "EXPIRED" : bulk.status,
    errorCode: bulk.errorCode,
    objectCount: String(bulk.objects),
    rootObjectCount: String(bulk.roots),
    fileSize: isThere ? String(bulk.bytes) : null,
    // An operation that found nothing has no file.
    url: isThere ? `${publicUrl}/bulk/${bulk.secret}.jsonl` : null,
    partialDataUrl: null,
    createdAt: asDateTime(bulk.createdAt),
    completedAt: bulk.completedAt === null ? null : asDateTime(bulk.completedAt),
  }
}

const matchers: Matchers<BulkRecord> = {
  id: number((bulk) => bulk.id),
  status: text((bulk) => bulk.status),
  operation_type: text(() => "query"),
  created_at: time((bulk) => bulk.createdAt),
}

/** What `bulkOperations(query:)` can ask for. */
export const bulkSearch = { list: "bulkOperations", matchers }
