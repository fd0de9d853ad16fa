import { MagnifyingGlass } from "@medusajs/icons"
import { Button, Input, Skeleton, clx, toast } from "@medusajs/ui"
import { useState, type ReactNode } from "react"
import { useSearchParams } from "react-router-dom"
import type { ConnectionAnswer, ListingAnswer, ListingState } from "../../../api/admin/anyshelf/channels/types"
import { channelsApi } from "../../lib/channels-api"
import { useAct, useListings } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"
import { useSearchBox } from "../../lib/use-search"
import { FaultNotice } from "../fault-notice"
import { Notice } from "../notice"
import { ExplainDrawer } from "./explain-drawer"
import { ListingRow } from "./listing-row"
import { MapDrawer } from "./map-drawer"
import { MapFile } from "./map-file"

const states = ["", "unmatched", "ambiguous", "mapped", "untracked", "ignored"] as const

/** What the channel lists, and which of our variants each is. */
export function Listings({ connection: { id } }: { readonly connection: ConnectionAnswer }) {
  const { t, fault } = useFormat()
  const { q, state, update } = useListingsState()
  const answer = useListings(id, { q, state })
  const [mapping, setMapping] = useState<ListingAnswer | null>(null)
  const [explaining, setExplaining] = useState<ListingAnswer | null>(null)
  const act = useAct(({ listing, what }: { listing: ListingAnswer; what: "unmap" | "ignore" }) =>
    channelsApi[what](id, listing.id)
  )
  const onAct = (listing: ListingAnswer, what: "unmap" | "ignore") =>
    act.mutate({ listing, what }, { onError: (error) => toast.error(fault(error)) })
  const listings = answer.data?.pages.flatMap((page) => page.listings) ?? []
  return (
    <div className="divide-ui-border-base divide-y">
      <Filter q={q} state={state} counts={answer.data?.pages[0]?.counts} onChange={update}>
        <MapFile id={id} state={state} />
      </Filter>
      {answer.isPending && <Skeleton className="m-6 h-[240px] rounded-lg" />}
      {answer.isError && (
        <FaultNotice error={answer.error} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      )}
      {answer.data && listings.length === 0 && <None isFiltered={q !== "" || state !== ""} />}
      {listings.length > 0 && (
        <ul
          aria-label={t("channels.listings.label")}
          aria-busy={answer.isPlaceholderData}
          className={clx("divide-ui-border-base divide-y transition-opacity", answer.isPlaceholderData && "opacity-50")}
        >
          {listings.map((listing) => (
            <ListingRow
              key={listing.id}
              listing={listing}
              onMap={() => setMapping(listing)}
              onWhy={() => setExplaining(listing)}
              onAct={(what) => onAct(listing, what)}
            />
          ))}
        </ul>
      )}
      {answer.hasNextPage && (
        <div className="flex justify-center px-6 py-4">
          <Button
            size="small"
            variant="secondary"
            isLoading={answer.isFetchingNextPage}
            onClick={() => void answer.fetchNextPage()}
          >
            {t("channels.listings.more")}
          </Button>
        </div>
      )}
      <MapDrawer connectionId={id} listing={mapping} onClose={() => setMapping(null)} />
      <ExplainDrawer connectionId={id} listing={explaining} onClose={() => setExplaining(null)} />
    </div>
  )
}

/** In the address beside the connection and the tab, so that a link leads to what was looked at. */
function useListingsState() {
  const [parameters, setParameters] = useSearchParams()
  const state = states.find((each) => each !== "" && each === parameters.get("state")) ?? ""
  function update(change: { q?: string; state?: ListingState | "" }) {
    setParameters(
      (now) => {
        const next = new URLSearchParams(now)
        for (const [name, value] of Object.entries(change)) {
          if (value) next.set(name, value)
          else next.delete(name)
        }
        return next
      },
      { replace: true }
    )
  }
  return { q: parameters.get("q") ?? "", state, update }
}

interface FilterProps {
  readonly q: string
  readonly state: ListingState | ""
  readonly counts: Readonly<Record<ListingState, number>> | undefined
  readonly onChange: (change: { q?: string; state?: ListingState | "" }) => void
  readonly children: ReactNode
}

function Filter({ q, state, counts, onChange, children }: FilterProps) {
  const { t, quantity } = useFormat()
  const { text, setText } = useSearchBox(q, (next) => onChange({ q: next }))
  const all = counts && Object.values(counts).reduce((sum, each) => sum + each, 0)
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div role="search" className="flex flex-col gap-2 sm:flex-row sm:items-center sm:justify-between">
        <div className="w-full sm:max-w-[360px]">
          <Input
            type="search"
            size="small"
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={t("channels.listings.search")}
            aria-label={t("channels.listings.search")}
          />
        </div>
        {children}
      </div>
      <div className="flex flex-wrap gap-1.5">
        {states.map((each) => {
          const count = each === "" ? all : counts?.[each]
          return (
            <Button
              key={each}
              size="small"
              variant={state === each ? "primary" : "secondary"}
              aria-pressed={state === each}
              onClick={() => onChange({ state: each })}
            >
              {t(`channels.listings.states.${each === "" ? "all" : each}`)}
              {count !== undefined && <span className="tabular-nums opacity-70">{quantity(count)}</span>}
            </Button>
          )
        })}
      </div>
    </div>
  )
}

function None({ isFiltered }: { readonly isFiltered: boolean }) {
  const { t } = useFormat()
  const what = isFiltered ? "none" : "empty"
  return (
    <Notice
      icon={<MagnifyingGlass aria-hidden />}
      title={t(`channels.listings.${what}.title`)}
      message={t(`channels.listings.${what}.message`)}
    />
  )
}
