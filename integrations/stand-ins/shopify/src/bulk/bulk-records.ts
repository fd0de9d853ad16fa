import type { ApiVersion } from "../admin/introspection"

export type BulkStatus = "CREATED" | "RUNNING" | "COMPLETED" | "CANCELING" | "CANCELED" | "FAILED"

/** One export of everything that a query finds. */
export interface BulkRecord {
  readonly id: number
  readonly query: string
  readonly version: ApiVersion
  readonly isGrouped: boolean
  /** Unguessable: whoever has the address of the result may read it. */
  readonly secret: string
  /** Of the token that asked for it. */
  readonly scopes: readonly string[]
  status: BulkStatus
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | null
  objects: number
  roots: number
  bytes: number
  readonly createdAt: number
  completedAt: number | null
}

/** https://shopify.dev/docs/api/usage/bulk-operations/queries: results are kept for seven days. */
const keptMs = 7 * 24 * 60 * 60 * 1000

export const isExpired = ({ completedAt }: BulkRecord, now: number): boolean =>
  completedAt !== null && now - completedAt >= keptMs
