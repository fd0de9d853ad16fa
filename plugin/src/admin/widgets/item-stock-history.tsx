import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Badge, Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { MovementAnswer } from "../../api/admin/anyshelf/movements/types"
import { FaultNotice } from "../components/fault-notice"
import { useFormat } from "../lib/use-format"
import { useMovements } from "../lib/use-history"

/** Longer lists are for the page. */
const movementsShown = 5

/** The last movements of the stock item on screen, with the way to all of them. */
export default function ItemStockHistoryWidget({ data }: { readonly data: { readonly id: string } }) {
  const { t } = useFormat()
  const answer = useMovements({ itemId: data.id, locationId: "" })
  const movements = answer.data?.pages[0]?.movements
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{t("history.title")}</Heading>
        <Link
          to={`/stock-history?item=${encodeURIComponent(data.id)}`}
          className="txt-compact-small-plus text-ui-fg-interactive hover:text-ui-fg-interactive-hover focus-visible:shadow-borders-focus rounded outline-none"
        >
          {t("history.widget.more")}
        </Link>
      </div>
      {answer.isPending && <Skeleton className="mx-6 my-4 h-24 rounded" />}
      {answer.isError && (
        <FaultNotice
          className="py-8"
          error={answer.error}
          onRetry={() => void answer.refetch()}
          isRetrying={answer.isFetching}
        />
      )}
      {movements && !answer.isError && <Last movements={movements.slice(0, movementsShown)} />}
    </Container>
  )
}

function Last({ movements }: { readonly movements: readonly MovementAnswer[] }) {
  const { t } = useFormat()
  if (movements.length === 0) {
    return (
      <Text size="small" className="text-ui-fg-muted px-6 py-4">
        {t("history.widget.none")}
      </Text>
    )
  }
  return (
    <ul className="flex flex-col gap-y-3 px-6 py-4">
      {movements.map((each) => (
        <Line key={each.id} movement={each} />
      ))}
    </ul>
  )
}

function Line({ movement }: { readonly movement: MovementAnswer }) {
  const { t, quantity, age, instant } = useFormat()
  const change = movement.on_hand_delta || movement.reserved_delta
  return (
    <li className="txt-compact-small flex items-center justify-between gap-x-3">
      <span className="flex min-w-0 items-center gap-x-2">
        <Badge size="2xsmall">{t(`history.kinds.${movement.kind}`, { defaultValue: movement.kind })}</Badge>
        <span className="text-ui-fg-subtle truncate">{movement.location_name}</span>
      </span>
      <span className="flex shrink-0 items-baseline gap-x-3">
        <span className="text-ui-fg-base tabular-nums">
          {change > 0 && "+"}
          {change !== 0 && quantity(change)}
        </span>
        <time dateTime={movement.recorded_at} title={instant(movement.recorded_at)} className="text-ui-fg-muted">
          {age(movement.recorded_at)}
        </time>
      </span>
    </li>
  )
}

export const config = defineWidgetConfig({
  zone: "inventory_item.details.side.after",
  id: "anyshelf:item-stock-history",
})
