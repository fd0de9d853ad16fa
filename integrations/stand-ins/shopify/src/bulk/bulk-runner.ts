import { executeSync, type ExecutionResult } from "graphql"
import type { RequestContext } from "../admin/context"
import { NotImplemented, VendorError } from "../admin/errors"
import { queryRoot } from "../admin/query-root"
import { resolveField } from "../admin/resolve"
import { vendorSchema } from "../admin/vendor-schema"
import type { BulkFiles } from "./bulk-files"
import { bulkQuery, cursorVariable, type BulkQuery } from "./bulk-query"
import { isExpired, type BulkRecord } from "./bulk-records"
import { childrenOf, linesOf } from "./lines"

type Work = Omit<RequestContext, "vendor" | "bulk" | "scopes" | "publicUrl">
type Page = { readonly bulkPage: { readonly endCursor: string | null; readonly hasNextPage: boolean } }

/** Carries bulk operations out on the clock, a page of the root at a time, so that a large one takes time and little memory. */
export class BulkRunner {
  private readonly timers = new Map<number, () => void>()

  constructor(
    private readonly work: Work,
    private readonly place: { readonly url: string },
    private readonly files: BulkFiles,
    private readonly pageMs: number
  ) {}

  /** Begins those anew that the last stop broke off. */
  resume(): void {
    this.work.store.bulks.all().forEach((bulk) => {
      if (bulk.status === "CREATED" || bulk.status === "RUNNING") this.start(bulk)
      if (bulk.status === "CANCELING") this.end(bulk, "CANCELED")
    })
  }

  start(bulk: BulkRecord): void {
    const query = bulkQuery(bulk.query, vendorSchema(bulk.version).schema)
    if (typeof query === "string") return this.end(bulk, "FAILED", "INTERNAL_SERVER_ERROR")
    this.forgetExpired()
    this.files.begin(bulk.secret)
    Object.assign(bulk, { objects: 0, roots: 0, bytes: 0 })
    this.next(bulk, query, null)
  }

  cancel(bulk: BulkRecord): void {
    this.timers.get(bulk.id)?.()
    bulk.status = "CANCELING"
    this.timers.set(
      bulk.id,
      this.work.clock.after(this.pageMs, () => this.end(bulk, "CANCELED"))
    )
  }

  stop(): void {
    this.timers.forEach((cancel) => cancel())
    this.timers.clear()
  }

  /** Removes what was kept for seven days. */
  private forgetExpired(): void {
    const { store, clock } = this.work
    for (const old of store.bulks.all()) if (isExpired(old, clock.now())) this.files.remove(old.secret)
  }

  private next(bulk: BulkRecord, query: BulkQuery, cursor: string | null): void {
    const cancel = this.work.clock.after(this.pageMs, () => {
      this.timers.delete(bulk.id)
      if (this.work.store.bulks.get(bulk.id) !== bulk) return
      bulk.status = "RUNNING"
      this.step(bulk, query, cursor)
      this.work.store.touch()
    })
    this.timers.set(bulk.id, cancel)
  }

  private step(bulk: BulkRecord, query: BulkQuery, cursor: string | null): void {
    const { data, errors } = this.ask(bulk, query, cursor)
    const page = data?.[query.root] as (Page & Record<string, unknown>) | null | undefined
    if (errors?.length || !page) return this.fail(bulk, errors)
    const { roots, below } = linesOf(childrenOf(page) ?? [])
    // Grouped or not, a child comes after its parent; right after it only where that was asked for.
    const lines = bulk.isGrouped ? grouped(roots, below) : [...roots, ...below]
    this.files.append(bulk.secret, lines.map((line) => `${JSON.stringify(line)}\n`).join(""))
    bulk.roots += roots.length
    bulk.objects += lines.length
    if (page.bulkPage.hasNextPage) this.next(bulk, query, page.bulkPage.endCursor)
    else this.end(bulk, "COMPLETED")
  }

  private ask(bulk: BulkRecord, { document }: BulkQuery, cursor: string | null): ExecutionResult {
    const vendor = vendorSchema(bulk.version)
    return executeSync({
      schema: vendor.schema,
      document,
      rootValue: queryRoot,
      contextValue: {
        ...this.work,
        vendor,
        bulk: this,
        publicUrl: this.place.url,
        scopes: new Set(bulk.scopes),
        isBulk: true,
      } satisfies RequestContext,
      variableValues: { [cursorVariable]: cursor },
      fieldResolver: resolveField,
    })
  }

  private fail(bulk: BulkRecord, errors: ExecutionResult["errors"]): void {
    const { counters } = this.work.faults
    const found = errors?.map(({ originalError }) => originalError) ?? []
    if (found.some((error) => error instanceof NotImplemented)) counters.notImplemented++
    else if (found.some((error) => !(error instanceof VendorError))) counters.standInLied++
    console.error(`A bulk operation failed: ${errors?.map(({ message }) => message).join("; ") ?? "no answer"}`)
    const isDenied = found.some((error) => error instanceof VendorError && error.extensions["code"] === "ACCESS_DENIED")
    this.end(bulk, "FAILED", isDenied ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR")
  }

  private end(bulk: BulkRecord, status: BulkRecord["status"], errorCode: BulkRecord["errorCode"] = null): void {
    this.timers.delete(bulk.id)
    const bytes = this.files.sizeOf(bulk.secret)
    Object.assign(bulk, { status, errorCode, bytes, completedAt: this.work.clock.now() })
    this.work.store.emit({ topic: "BULK_OPERATIONS_FINISH", operation: bulk })
  }
}

type Line = Record<string, unknown>

function grouped(roots: readonly Line[], below: readonly Line[]): Line[] {
  const children = new Map<unknown, Line[]>()
  for (const line of below) children.set(line["__parentId"], [...(children.get(line["__parentId"]) ?? []), line])
  const withChildren = (line: Line): Line[] => [line, ...(children.get(line["id"]) ?? []).flatMap(withChildren)]
  return roots.flatMap(withChildren)
}
