import { StatusBadge, Text } from "@medusajs/ui"
import type { ListingRow } from "../../api/admin/anyshelf/availability/types"
import { shortId } from "../lib/format"
import { useFormat } from "../lib/use-format"

/** What connected channels were last known to show, and whether a newer number is on its way. */
export function ChannelListings({ listings }: { readonly listings: readonly ListingRow[] }) {
  const { t } = useFormat()
  if (listings.length === 0) {
    return (
      <Text size="small" className="text-ui-fg-subtle">
        {t("availability.listings.none")}
      </Text>
    )
  }
  return (
    <ul className="bg-ui-bg-base shadow-elevation-card-rest divide-ui-border-base divide-y overflow-hidden rounded-lg">
      {listings.map((listing) => (
        <Listing
          key={`${listing.connection_id} ${listing.external_id} ${listing.external_location_id}`}
          listing={listing}
        />
      ))}
    </ul>
  )
}

function Listing({ listing }: { readonly listing: ListingRow }) {
  const { t, quantity } = useFormat()
  const place = listing.external_location_id
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="flex min-w-0 flex-col gap-y-0.5">
        <span className="txt-compact-small-plus text-ui-fg-base">{listing.connection_id}</span>
        <span className="txt-compact-xsmall text-ui-fg-subtle break-all" title={[listing.external_id, place].join(" ")}>
          {t("availability.listings.listing", { id: shortId(listing.external_id) })}
          {place !== null && `, ${t("availability.listings.place", { id: shortId(place) })}`}
        </span>
      </div>
      <div className="flex items-center gap-x-4">
        <State listing={listing} />
        <span className="flex items-baseline gap-x-1.5">
          <span className="txt-compact-xsmall text-ui-fg-subtle">{t("availability.listings.shows")}</span>
          <span className="txt-compact-small-plus text-ui-fg-base tabular-nums">
            {listing.quantity === null ? t("availability.listings.unknown") : quantity(listing.quantity)}
          </span>
        </span>
      </div>
    </li>
  )
}

function State({ listing }: { readonly listing: ListingRow }) {
  const { t, age, instant } = useFormat()
  if (listing.pending) return <StatusBadge color="orange">{t("availability.listings.pending")}</StatusBadge>
  if (listing.confirmed_at === null)
    return <StatusBadge color="grey">{t("availability.listings.neverSent")}</StatusBadge>
  return (
    <StatusBadge color="green" title={instant(listing.confirmed_at)}>
      {t("availability.listings.confirmed", { age: age(listing.confirmed_at) })}
    </StatusBadge>
  )
}
