import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useSearchParams } from "react-router-dom"
import { channelsApi, type ListingsQuery } from "./channels-api"

const root = ["anyshelf", "channels"] as const

/** Channels sell while a merchant looks; a hidden tab does not ask. */
const refreshMs = 5_000
const chartsMs = 30_000

export const tabs = ["overview", "listings", "queue", "settings"] as const
export type Tab = (typeof tabs)[number]

/** What the address says, so that it can be shared, reloaded and gone back to: `?connection=&tab=&q=&state=`. */
export function useChannelsState() {
  const [parameters, setParameters] = useSearchParams()
  const tab = tabs.find((each) => each === parameters.get("tab")) ?? "overview"
  const connectionId = parameters.get("connection") ?? ""
  return {
    connectionId,
    tab,
    open: (id: string, at: Tab = "overview") =>
      setParameters({ ...(id && { connection: id }), ...(at !== "overview" && { tab: at }) }),
  }
}

/** All connections and how they do. */
export function useConnections() {
  return useQuery({
    queryKey: [...root, "list"],
    queryFn: ({ signal }) => channelsApi.list(signal),
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  })
}

/** What can be connected. */
export function useVendors(isWanted: boolean) {
  return useQuery({
    queryKey: [...root, "vendors"],
    queryFn: ({ signal }) => channelsApi.vendors(signal),
    enabled: isWanted,
  })
}

/** Figures over the last hours. */
export function useSamples(id: string, hours: number) {
  return useQuery({
    queryKey: [...root, "samples", id, hours],
    queryFn: ({ signal }) => channelsApi.samples(id, hours, signal),
    placeholderData: keepPreviousData,
    refetchInterval: chartsMs,
  })
}

/** The channel's places next to ours. */
export function usePlaces(id: string) {
  return useQuery({ queryKey: [...root, "places", id], queryFn: ({ signal }) => channelsApi.places(id, signal) })
}

/** Listings page by page. */
export function useListings(id: string, query: ListingsQuery) {
  return useInfiniteQuery({
    queryKey: [...root, "listings", id, query.q, query.state],
    queryFn: ({ pageParam, signal }) => channelsApi.listings(id, query, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

/** What a listing would show, and why. Asked when somebody wants to know. */
export function useExplain(id: string, listingId: string | null) {
  return useQuery({
    queryKey: [...root, "explain", id, listingId],
    queryFn: ({ signal }) => channelsApi.explain(id, listingId ?? "", signal),
    enabled: listingId !== null,
    staleTime: 0,
  })
}

/** One of the lists of what needs a person, page by page. */
export function useQueue<K extends "poisoned" | "refused" | "tasks">(id: string, kind: K) {
  type Answer = Awaited<ReturnType<(typeof channelsApi)[K]>>
  return useInfiniteQuery({
    queryKey: [...root, kind, id],
    queryFn: ({ pageParam, signal }) => channelsApi[kind](id, pageParam, signal) as Promise<Answer>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : refreshMs),
  })
}

/** Keys of connectors that run elsewhere. */
export function useKeys(id: string) {
  return useQuery({ queryKey: [...root, "keys", id], queryFn: ({ signal }) => channelsApi.keys(id, signal) })
}

/** Does something, and reads everything about channels again. What was done is told at once: the reading may replace who asked. */
export function useAct<Input, Answer>(act: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: act, onSettled: () => void client.invalidateQueries({ queryKey: root }) })
}
