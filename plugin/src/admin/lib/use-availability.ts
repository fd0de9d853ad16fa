import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { AvailabilityPage, VariantAvailability } from "../../api/admin/anyshelf/availability/types"
import { readPage, readVariant, savePolicies, type AvailabilityQuery, type PolicyChange } from "./api"
import { preview } from "./preview"

/** Everything read here lives under this key, so that one change can refresh it all. */
const root = ["anyshelf", "availability"] as const
const pages = [...root, "page"] as const

/** Stock moves while a merchant looks; a hidden tab does not ask. */
const refreshMs = 10_000

/** A page of the list. While the next one is on its way, the one before stays, so that typing does not make the page blink. */
export function useAvailabilityPage({ q, salesChannelId, page }: AvailabilityQuery) {
  const query = { q, salesChannelId, page }
  return useQuery({
    queryKey: [...pages, query],
    queryFn: ({ signal }) => readPage(query, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: refreshMs,
  })
}

/** One variant, for the widget on its page. */
export function useVariantAvailability(variantId: string) {
  return useQuery<VariantAvailability>({
    queryKey: [...root, "variant", variantId],
    queryFn: ({ signal }) => readVariant(variantId, signal),
    staleTime: 0,
    refetchInterval: refreshMs,
  })
}

/**
 * Saves what is withheld. The page shows the outcome at once; when the server refuses, the page goes back to what was, and the
 * caller's promise rejects with the reason.
 */
export function useSavePolicies(salesChannelId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: savePolicies,
    onMutate: async (change: PolicyChange) => {
      await client.cancelQueries({ queryKey: root })
      const before = client.getQueriesData<AvailabilityPage>({ queryKey: pages })
      client.setQueriesData<AvailabilityPage>({ queryKey: pages }, (page) => page && previewPage(page, change))
      return before
    },
    onError: (_error, _change, before) =>
      before?.forEach(([key, page]) => client.setQueryData<AvailabilityPage>(key, page)),
    onSettled: () => client.invalidateQueries({ queryKey: root }),
  })

  function previewPage(page: AvailabilityPage, change: PolicyChange): AvailabilityPage {
    if (page.sales_channel_id !== salesChannelId && !change.safety_stock) return page
    return { ...page, variants: page.variants.map((variant) => preview(variant, change, page.sales_channel_id)) }
  }
}
