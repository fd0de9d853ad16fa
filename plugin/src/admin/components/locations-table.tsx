import { Text, clx } from "@medusajs/ui"
import type { ReactNode } from "react"
import type { VariantAvailability } from "../../api/admin/anyshelf/availability/types"
import { useFormat } from "../lib/use-format"
import { LocationRows } from "./location-rows"
import type { DetailsContext } from "./variant-details"

interface LocationsTableProps extends DetailsContext {
  readonly variant: VariantAvailability
}

/**
 * Every location with its terms. One table: on a narrow screen each row becomes a card, and the roles keep it a table for those who
 * listen, since a browser forgets what a table is once its cells are laid out otherwise.
 */
export function LocationsTable({ variant, salesChannel, onSave }: LocationsTableProps) {
  const { t } = useFormat()
  if (variant.locations.length === 0) return <NoLocations channel={salesChannel.name} />

  const isKit = variant.locations.some(
    (each) => each.terms.length > 1 || each.terms.some((one) => one.required_quantity > 1)
  )
  return (
    <div className="bg-ui-bg-base shadow-elevation-card-rest overflow-hidden rounded-lg">
      <table
        role="table"
        aria-label={t("availability.locations.title")}
        className="divide-ui-border-base block w-full border-collapse divide-y xl:table"
      >
        <thead role="rowgroup" className="hidden xl:table-header-group">
          <tr role="row">
            <HeaderCell>{t("availability.locations.name")}</HeaderCell>
            <HeaderCell className="w-[180px]">{t("availability.locations.shelf")}</HeaderCell>
            {(["onHand", "reserved", "held", "unrouted", "safetyStock", "available"] as const).map((name) => (
              <HeaderCell key={name} isNumber>
                {t(`availability.locations.${name}`)}
              </HeaderCell>
            ))}
            {isKit && <HeaderCell isNumber>{t("availability.locations.kits")}</HeaderCell>}
            <HeaderCell isNumber>{t("availability.locations.changed")}</HeaderCell>
          </tr>
        </thead>
        {variant.locations.map((location) => (
          <LocationRows key={location.location_id} location={location} isKit={isKit} onSave={onSave} />
        ))}
      </table>
    </div>
  )
}

interface HeaderCellProps {
  readonly children: ReactNode
  readonly isNumber?: boolean
  readonly className?: string
}

function HeaderCell({ children, isNumber, className }: HeaderCellProps) {
  return (
    <th
      role="columnheader"
      scope="col"
      className={clx(
        "txt-compact-xsmall-plus text-ui-fg-subtle whitespace-nowrap px-3 py-2.5 first:pl-4 last:pr-4",
        isNumber ? "text-end" : "text-start",
        className
      )}
    >
      {children}
    </th>
  )
}

function NoLocations({ channel }: { readonly channel: string }) {
  const { t } = useFormat()
  return (
    <div className="bg-ui-bg-base shadow-elevation-card-rest flex flex-col gap-y-1 rounded-lg p-4">
      <Text size="small" leading="compact" weight="plus">
        {t("availability.locations.none", { channel })}
      </Text>
      <Text size="small" className="text-ui-fg-muted">
        {t("availability.locations.noneNext")}
      </Text>
    </div>
  )
}
