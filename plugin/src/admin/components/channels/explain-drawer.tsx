import { Drawer, Skeleton, Text } from "@medusajs/ui"
import type { ExplainAnswer, ExplainPlace, ListingAnswer } from "../../../api/admin/anyshelf/channels/types"
import { shortId } from "../../lib/format"
import { useExplain } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"
import { FaultNotice } from "../fault-notice"

interface ExplainDrawerProps {
  readonly connectionId: string
  /** Null: closed. */
  readonly listing: ListingAnswer | null
  readonly onClose: () => void
}

/** What an article would show on the channel if it were decided now, and why. */
export function ExplainDrawer({ connectionId, listing, onClose }: ExplainDrawerProps) {
  const { t } = useFormat()
  const answer = useExplain(connectionId, listing?.id ?? null)
  return (
    <Drawer open={listing !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title className="break-words">
            {t("channels.explain.title", { title: listing?.title ?? "" })}
          </Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">
          {answer.isPending && <Skeleton className="h-[240px] rounded-lg" />}
          {answer.isError && (
            <FaultNotice
              className="py-8"
              error={answer.error}
              onRetry={() => void answer.refetch()}
              isRetrying={answer.isFetching}
            />
          )}
          {answer.data && <Reckoning answer={answer.data} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}

function Reckoning({ answer }: { readonly answer: ExplainAnswer }) {
  const { t, quantity, time } = useFormat()
  return (
    <>
      <Text size="small" className="break-words">
        {answer.why}
      </Text>
      <dl className="border-ui-border-base divide-ui-border-base divide-y rounded-lg border">
        {answer.terms.map(({ label, quantity: amount }) => (
          <div key={label} className="txt-compact-small flex justify-between gap-x-4 px-4 py-2">
            <dt className="text-ui-fg-subtle break-words">{label}</dt>
            <dd className="text-ui-fg-base tabular-nums">{quantity(amount)}</dd>
          </div>
        ))}
      </dl>
      <ul className="flex flex-col gap-y-3">
        {answer.places.map((place) => (
          <Place key={place.external_location_id} place={place} />
        ))}
      </ul>
      <Text size="xsmall" className="text-ui-fg-muted">
        {t("channels.explain.asOf", { time: time(answer.as_of) })}
      </Text>
    </>
  )
}

function Place({ place }: { readonly place: ExplainPlace }) {
  const { t, quantity } = useFormat()
  const amount = (value: number | null) => (value === null ? t("channels.explain.nothing") : quantity(value))
  return (
    <li className="border-ui-border-base flex flex-col gap-y-2 rounded-lg border px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Text size="small" weight="plus" className="break-words">
          {t("channels.explain.place")} {shortId(place.external_location_id)}
        </Text>
        <span className="txt-compact-small text-ui-fg-subtle tabular-nums">
          {t("channels.explain.shown")} <b className="text-ui-fg-base">{amount(place.confirmed)}</b> ·{" "}
          {t("channels.explain.wanted")} <b className="text-ui-fg-base">{amount(place.wanted)}</b>
        </span>
      </div>
      <Text size="xsmall" className="text-ui-fg-subtle break-words">
        {place.why}
      </Text>
      {place.locations.length > 0 && (
        <Text size="xsmall" className="text-ui-fg-muted break-words">
          {place.locations.map(({ name, quantity: here }) => `${name} ${quantity(here)}`).join(" · ")}
        </Text>
      )}
      {place.pending !== null && (
        <Text size="xsmall" className="text-ui-fg-muted">
          {t("channels.explain.pending", { quantity: quantity(place.pending) })}
        </Text>
      )}
      {place.last_error && (
        <Text size="xsmall" className="text-ui-fg-error break-words">
          {place.last_error}
        </Text>
      )}
    </li>
  )
}
