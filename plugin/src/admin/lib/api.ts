import Medusa from "@medusajs/js-sdk"
import type { AllocationRow, AvailabilityPage, VariantAvailability } from "../../api/admin/anyshelf/availability/types"
import { inTime } from "./in-time"

/** Medusa's own client, so that sessions and tokens work here as they do in the rest of the dashboard. */
export const medusa = new Medusa({
  baseUrl: __BACKEND_URL__ ?? "/",
  auth: {
    type: __AUTH_TYPE__ ?? "session",
    ...(__JWT_TOKEN_STORAGE_KEY__ ? { jwtTokenStorageKey: __JWT_TOKEN_STORAGE_KEY__ } : {}),
  },
})

/** How long a request may take before the page says so, in milliseconds. */
export const timeoutMs = 15_000

/** How many variants a page of the list holds. */
export const pageSize = 20

/** What the list is asked for. */
export interface AvailabilityQuery {
  /** Part of a SKU, a barcode or a title; empty for all. */
  readonly q: string
  /** Empty for the server's default. */
  readonly salesChannelId: string
  /** Counted from 0. */
  readonly page: number
}

/** What a merchant withholds. `quantity: null` removes the rule, so that the default holds again. */
export interface PolicyChange {
  readonly safety_stock?: readonly {
    readonly inventory_item_id: string
    readonly location_id: string
    readonly quantity: number | null
  }[]
  readonly channel_buffers?: readonly {
    readonly sales_channel_id: string
    readonly inventory_item_id: string
    readonly quantity: number | null
    /** Left out: units. */
    readonly unit?: "units" | "percent"
  }[]
  readonly channel_allocations?: readonly {
    readonly sales_channel_id: string
    readonly inventory_item_id: string
    readonly allocation: AllocationRow | null
  }[]
  readonly location_services?: readonly {
    readonly location_id: string
    readonly sales_channel_id: string
    readonly method: "ship" | "pickup"
    readonly enabled: boolean | null
  }[]
}

/** A page of variants with every term of their promise. Rejects with the SDK's `FetchError`, or a `TimeoutError`. */
export function readPage(query: AvailabilityQuery, signal: AbortSignal): Promise<AvailabilityPage> {
  return inTime({ timeoutMs, signal }, (either) =>
    medusa.client.fetch<AvailabilityPage>("/admin/anyshelf/availability", {
      query: {
        q: query.q || undefined,
        sales_channel_id: query.salesChannelId || undefined,
        limit: pageSize,
        offset: query.page * pageSize,
      },
      signal: either,
    })
  )
}

/** One variant on the server's default sales channel. Rejects as `readPage` does. */
export async function readVariant(variantId: string, signal: AbortSignal): Promise<VariantAvailability> {
  const path = `/admin/anyshelf/variants/${encodeURIComponent(variantId)}/availability`
  const { variant } = await inTime({ timeoutMs, signal }, (either) =>
    medusa.client.fetch<{ variant: VariantAvailability }>(path, { signal: either })
  )
  return variant
}

/** Sets what is withheld; saying it twice changes nothing. Rejects as `readPage` does. */
export async function savePolicies(change: PolicyChange): Promise<void> {
  await inTime({ timeoutMs }, (signal) =>
    medusa.client.fetch("/admin/anyshelf/availability/policies", { method: "POST", body: change, signal })
  )
}
