import type {
  BulkMapAnswer,
  ChangeConnectionBody,
  ChannelsAnswer,
  CommandsAnswer,
  ConnectionAnswer,
  CreateConnectionBody,
  ExplainAnswer,
  InstallAnswer,
  ListingAnswer,
  ListingsAnswer,
  ListingState,
  PlacesAnswer,
  PoisonedAnswer,
  RetriedAnswer,
  RetryBody,
  SamplesAnswer,
  TasksAnswer,
  TestAnswer,
  VendorsAnswer,
} from "../../api/admin/anyshelf/channels/types"
import { medusa, timeoutMs } from "./api"
import { inTime } from "./in-time"

/** How many rows a page of any list holds. */
const pageSize = 25
/** A file of many lines takes its time. */
const fileTimeoutMs = 120_000

const root = "/admin/anyshelf/channels"
const at = (id: string, ...rest: readonly string[]) => [root, id, ...rest].map(encodeSegment).join("/")
const encodeSegment = (segment: string) => (segment.startsWith("/") ? segment : encodeURIComponent(segment))

/** A key of a connector that runs elsewhere, as it may be shown. */
export interface ChannelKey {
  readonly id: string
  readonly title: string
  readonly created_at: string
  readonly last_used_at: string | null
  readonly revoked_at: string | null
}

/** Each of these rejects with the SDK's `FetchError`, or a `TimeoutError`. */
export const channelsApi = {
  list: (signal: AbortSignal) => read<ChannelsAnswer>(root, {}, signal),
  vendors: (signal: AbortSignal) => read<VendorsAnswer>(at("vendors"), {}, signal),
  samples: (id: string, hours: number, signal: AbortSignal) => {
    const to = Date.now()
    const query = { from: iso(to - hours * 3_600_000), to: iso(to), bucket_minutes: Math.max(1, hours) }
    return read<SamplesAnswer>(at(id, "samples"), query, signal)
  },
  places: (id: string, signal: AbortSignal) => read<PlacesAnswer>(at(id, "places"), {}, signal),
  listings: (id: string, query: ListingsQuery, after: string | null, signal: AbortSignal) =>
    read<ListingsAnswer>(
      at(id, "listings"),
      { q: query.q || undefined, state: query.state || undefined, limit: pageSize, after: after ?? undefined },
      signal
    ),
  explain: (id: string, listingId: string, signal: AbortSignal) =>
    read<ExplainAnswer>(at(id, "listings", listingId, "explain"), {}, signal),
  poisoned: (id: string, after: string | null, signal: AbortSignal) =>
    read<PoisonedAnswer>(at(id, "poisoned"), { limit: pageSize, after: after ?? undefined }, signal),
  refused: (id: string, after: string | null, signal: AbortSignal) =>
    read<CommandsAnswer>(at(id, "commands"), { state: "refused", limit: pageSize, after: after ?? undefined }, signal),
  tasks: (id: string, after: string | null, signal: AbortSignal) =>
    read<TasksAnswer>(at(id, "tasks"), { limit: pageSize, after: after ?? undefined }, signal),
  keys: (id: string, signal: AbortSignal) => read<{ keys: ChannelKey[] }>(at(id, "keys"), {}, signal),

  create: (body: CreateConnectionBody) => write<{ connection: ConnectionAnswer }>(root, body),
  change: (id: string, body: ChangeConnectionBody) => write<{ connection: ConnectionAnswer }>(at(id), body),
  remove: (id: string) => write(at(id), undefined, "DELETE"),
  pause: (id: string) => write(at(id, "pause")),
  resume: (id: string) => write(at(id, "resume")),
  refresh: (id: string) => write(at(id, "refresh")),
  test: (id: string) => write<TestAnswer>(at(id, "test")),
  install: (id: string) => write<InstallAnswer>(at(id, "install")),
  map: (id: string, listingId: string, variantId: string) =>
    write<{ listing: ListingAnswer }>(at(id, "listings", listingId, "map"), { variant_id: variantId }),
  unmap: (id: string, listingId: string) => write(at(id, "listings", listingId, "unmap")),
  ignore: (id: string, listingId: string) => write(at(id, "listings", listingId, "ignore")),
  retryPoisoned: (id: string, body: RetryBody) => write<RetriedAnswer>(at(id, "poisoned", "retry"), body),
  retryCommands: (id: string, body: RetryBody) => write<RetriedAnswer>(at(id, "commands", "retry"), body),
  dropCommand: (id: string, commandId: string) => write(at(id, "commands", commandId, "drop")),
  closeTask: (id: string, taskId: string) => write(at(id, "tasks", taskId, "close")),
  createKey: (id: string, title: string) => write<{ id: string; key: string }>(at(id, "keys"), { title }),
  revokeKey: (id: string, keyId: string) => write(at(id, "keys", keyId), undefined, "DELETE"),

  mapByFile: (id: string, csv: string, isDryRun: boolean) =>
    inTime({ timeoutMs: fileTimeoutMs }, (signal) =>
      medusa.client.fetch<BulkMapAnswer>(at(id, "listings", "csv"), {
        method: "POST",
        query: { dry_run: isDryRun },
        headers: { "content-type": "text/csv" },
        // The SDK writes JSON unless it is told that the body is text already.
        body: csv as unknown as Record<string, unknown>,
        signal,
      })
    ),
  /** Where the listings can be downloaded: a link, so that the browser saves it. */
  fileUrl: (id: string, state: ListingState | "") => `${at(id, "listings", "csv")}${state ? `?state=${state}` : ""}`,
}

/** Which listings. */
export interface ListingsQuery {
  readonly q: string
  /** Empty for all. */
  readonly state: ListingState | ""
}

const iso = (time: number) => new Date(time).toISOString()

function read<T>(path: string, query: Record<string, unknown>, signal: AbortSignal): Promise<T> {
  return inTime({ timeoutMs, signal }, (either) => medusa.client.fetch<T>(path, { query, signal: either }))
}

function write<T = unknown>(path: string, body?: object, method: "POST" | "DELETE" = "POST"): Promise<T> {
  return inTime({ timeoutMs }, (signal) => medusa.client.fetch<T>(path, { method, ...(body && { body }), signal }))
}
