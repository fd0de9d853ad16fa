import { ArrowUpRightMini } from "@medusajs/icons"
import { Heading } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import type { VariantAvailability } from "../../api/admin/anyshelf/availability/types"
import type { PolicyChange } from "../lib/api"
import { useFormat } from "../lib/use-format"
import { ChannelListings } from "./channel-listings"
import { LocationsTable } from "./locations-table"
import { PromiseSum } from "./promise-sum"
import { ShelfLegend } from "./shelf-bar"

/** What the parts of an opened variant need to know of the page. */
export interface DetailsContext {
  readonly salesChannel: { readonly id: string; readonly name: string }
  readonly onSave: (change: PolicyChange) => Promise<unknown>
}

interface VariantDetailsProps extends DetailsContext {
  readonly variant: VariantAvailability
}

/** Why a variant's total is what it is: the sum, every location with its terms, and what other channels show. */
export function VariantDetails({ variant, salesChannel, onSave }: VariantDetailsProps) {
  const { t } = useFormat()
  return (
    <div className="bg-ui-bg-subtle border-ui-border-base flex flex-col gap-y-6 border-t px-6 py-5">
      {variant.tracked && <PromiseSum variant={variant} salesChannel={salesChannel} onSave={onSave} />}
      {variant.tracked && (
        <Part title={t("availability.locations.title")} aside={<ShelfLegend />}>
          <LocationsTable variant={variant} salesChannel={salesChannel} onSave={onSave} />
        </Part>
      )}
      <Part title={t("availability.listings.title")}>
        <ChannelListings listings={variant.listings} />
      </Part>
      <Link
        to={`/products/${variant.product_id}/variants/${variant.variant_id}`}
        className="txt-compact-small-plus text-ui-fg-interactive hover:text-ui-fg-interactive-hover focus-visible:shadow-borders-focus flex w-fit items-center gap-x-1 rounded outline-none"
      >
        {t("availability.variant.openVariant")}
        <ArrowUpRightMini aria-hidden />
      </Link>
    </div>
  )
}

function Part(props: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section aria-label={props.title} className="flex flex-col gap-y-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Heading level="h3">{props.title}</Heading>
        {props.aside}
      </div>
      {props.children}
    </section>
  )
}
