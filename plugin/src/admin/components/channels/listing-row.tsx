import { Badge, Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { ListingAnswer } from "../../../api/admin/anyshelf/channels/types"
import { shortId, variantName } from "../../lib/format"
import { useFormat } from "../../lib/use-format"

interface ListingRowProps {
  readonly listing: ListingAnswer
  readonly onMap: () => void
  readonly onWhy: () => void
  readonly onAct: (what: "unmap" | "ignore") => void
}

const colors = {
  mapped: "green",
  unmatched: "orange",
  ambiguous: "red",
  untracked: "grey",
  ignored: "grey",
} as const

/** A listing, which of our variants it is or why that is not known, and what to do about it. */
export function ListingRow({ listing, onMap, onWhy, onAct }: ListingRowProps) {
  const { t } = useFormat()
  const { state, mapped_by, reason } = listing
  return (
    <li className="grid grid-cols-1 gap-x-6 gap-y-3 px-6 py-3 md:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_auto] md:items-center">
      <div className="min-w-0">
        <Text size="small" weight="plus" className="break-words">
          {listing.title}
        </Text>
        <Text size="xsmall" className="text-ui-fg-muted break-words">
          {listing.sku ?? t("channels.listings.noSku")} · {shortId(listing.external_id)}
        </Text>
      </div>
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-2">
          <Badge size="2xsmall" color={colors[state]}>
            {t(`channels.listings.states.${state}`)}
            {state === "mapped" && mapped_by && ` ${t(`channels.listings.by.${mapped_by}`)}`}
          </Badge>
          {listing.variant && <Ours variant={listing.variant} />}
        </div>
        {reason && (
          <Text size="xsmall" className="text-ui-fg-subtle mt-1 break-words">
            {reason}
          </Text>
        )}
      </div>
      <div className="flex flex-wrap gap-1.5 md:justify-end">
        {state === "mapped" && (
          <Button size="small" variant="transparent" onClick={onWhy}>
            {t("channels.listings.why")}
          </Button>
        )}
        {state === "mapped" && (mapped_by === "hand" || mapped_by === "csv") && (
          <Button size="small" variant="transparent" onClick={() => onAct("unmap")}>
            {t("channels.listings.unmap")}
          </Button>
        )}
        {(state === "unmatched" || state === "ambiguous") && (
          <Button size="small" variant="transparent" onClick={() => onAct("ignore")}>
            {t("channels.listings.ignore")}
          </Button>
        )}
        <Button size="small" variant="secondary" onClick={onMap}>
          {t(state === "mapped" ? "channels.listings.change" : "channels.listings.map")}
        </Button>
      </div>
    </li>
  )
}

function Ours({ variant }: { readonly variant: NonNullable<ListingAnswer["variant"]> }) {
  const name = variantName(variant.variant_title)
  return (
    <Link
      to={`/products/${variant.product_id}/variants/${variant.variant_id}`}
      className="txt-compact-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover min-w-0 break-words focus-visible:underline"
    >
      {variant.product_title}
      {name && ` · ${name}`}
    </Link>
  )
}
