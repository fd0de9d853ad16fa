import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Container, Heading, Skeleton, Text, clx } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { LocationAvailabilityRow, VariantAvailability } from "../../api/admin/anyshelf/availability/types"
import { FaultNotice } from "../components/fault-notice"
import { useVariantAvailability } from "../lib/use-availability"
import { useFormat } from "../lib/use-format"

/** Longer lists are for the page. */
const locationsShown = 8

/** What can be promised of the variant on screen, place by place, with the way to why. */
export default function VariantAvailabilityWidget({ data }: { readonly data: { readonly id: string } }) {
  const { t } = useFormat()
  const answer = useVariantAvailability(data.id)
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{t("availability.title")}</Heading>
        {answer.data && <MoreLink variant={answer.data} />}
      </div>
      {answer.isPending && <Waiting />}
      {answer.isError && (
        <FaultNotice
          className="py-8"
          error={answer.error}
          onRetry={() => void answer.refetch()}
          isRetrying={answer.isFetching}
        />
      )}
      {answer.data && !answer.isError && <Numbers variant={answer.data} />}
    </Container>
  )
}

function MoreLink({ variant }: { readonly variant: VariantAvailability }) {
  const { t } = useFormat()
  const address = new URLSearchParams({ q: variant.sku ?? variant.product_title, open: variant.variant_id })
  return (
    <Link
      to={`/availability?${address.toString()}`}
      className="txt-compact-small-plus text-ui-fg-interactive hover:text-ui-fg-interactive-hover focus-visible:shadow-borders-focus rounded outline-none"
    >
      {t("availability.widget.more")}
    </Link>
  )
}

function Numbers({ variant }: { readonly variant: VariantAvailability }) {
  const { t, quantity } = useFormat()
  const rest = variant.locations.length - locationsShown
  return (
    <>
      <div className="flex flex-col gap-y-1 px-6 py-4">
        <div className="flex items-baseline gap-x-2">
          <span
            className={clx(
              "text-2xl font-medium tabular-nums leading-8",
              variant.quantity === 0 ? "text-ui-fg-error" : "text-ui-fg-base"
            )}
          >
            {variant.quantity === null ? t("availability.variant.unlimited") : quantity(variant.quantity)}
          </span>
          <Text size="small" className="text-ui-fg-subtle">
            {t("availability.variant.promise")}
          </Text>
        </div>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {variant.why}
        </Text>
      </div>
      {variant.locations.length > 0 && (
        <ul className="flex flex-col gap-y-3 px-6 py-4">
          {variant.locations.slice(0, locationsShown).map((location) => (
            <Place key={location.location_id} location={location} />
          ))}
          {rest > 0 && (
            <li className="txt-compact-xsmall text-ui-fg-muted">{t("availability.widget.rest", { count: rest })}</li>
          )}
        </ul>
      )}
    </>
  )
}

function Place({ location }: { readonly location: LocationAvailabilityRow }) {
  const { quantity } = useFormat()
  return (
    <li className="txt-compact-small flex items-baseline justify-between gap-x-4" title={location.why}>
      <span className="text-ui-fg-subtle min-w-0 truncate">{location.location_name}</span>
      <span
        className={clx("tabular-nums", location.quantity === 0 ? "text-ui-fg-muted" : "text-ui-fg-base font-medium")}
      >
        {quantity(location.quantity)}
      </span>
    </li>
  )
}

function Waiting() {
  return (
    <div aria-hidden className="flex flex-col gap-y-3 px-6 py-4">
      <Skeleton className="h-8 w-32 rounded" />
      <Skeleton className="h-4 w-full rounded" />
      <Skeleton className="h-4 w-4/5 rounded" />
    </div>
  )
}

export const config = defineWidgetConfig({
  zone: "product_variant.details.side.after",
  id: "anyshelf:variant-availability",
})
