import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { useSearchParams } from "react-router-dom"
import { readHistory, readMovements, searchItems, type HistoryPlace } from "./history-api"

const root = ["anyshelf", "history"] as const

/** Stock moves while a merchant looks; a hidden tab does not ask. */
const refreshMs = 15_000
const dayMs = 24 * 3_600_000

/** The spans that the chart offers, in days. */
export const spans = [1, 7, 30, 90, 365] as const
const usualSpan = 30

/** What the address says, so that it can be shared, reloaded and gone back to: `?item=&location=&days=`. */
export function useHistoryState() {
  const [parameters, setParameters] = useSearchParams()
  const days = Number(parameters.get("days"))
  const state = {
    itemId: parameters.get("item") ?? "",
    locationId: parameters.get("location") ?? "",
    days: spans.find((each) => each === days) ?? usualSpan,
  }
  function update(change: Partial<typeof state>) {
    const { itemId, locationId, days } = { ...state, ...change }
    const next = { item: itemId, location: locationId, days: days === usualSpan ? "" : String(days) }
    setParameters(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== "")))
  }
  return { state, update }
}

/** The ledger page by page. */
export function useMovements(place: HistoryPlace) {
  return useInfiniteQuery({
    queryKey: [...root, "movements", place.itemId, place.locationId],
    queryFn: ({ pageParam, signal }) => readMovements(place, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : refreshMs),
  })
}

/** The chart's points over the last days. Nothing is asked until an item and a location are chosen. */
export function useHistory(place: HistoryPlace, days: number) {
  return useQuery({
    queryKey: [...root, "chart", place.itemId, place.locationId, days],
    queryFn: ({ signal }) => readHistory(place, new Date(Date.now() - days * dayMs), signal),
    enabled: place.itemId !== "" && place.locationId !== "",
    refetchInterval: refreshMs,
  })
}

/** Stock items to choose from. Nothing is asked for an empty text. */
export function useItemSearch(q: string) {
  return useQuery({
    queryKey: [...root, "items", q],
    queryFn: ({ signal }) => searchItems(q, signal),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  })
}
