import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ClockSolid } from "@medusajs/icons"
import { Container, Heading, Text } from "@medusajs/ui"
import type { MovementsPage } from "../../../api/admin/anyshelf/movements/types"
import { FaultBanner, FaultNotice } from "../../components/fault-notice"
import { ChartSection, Hint } from "../../components/history/chart-section"
import { Choice } from "../../components/history/choice"
import { ItemPicker } from "../../components/history/item-picker"
import { MovementTable, MovementTableSkeleton } from "../../components/history/movement-table"
import { useFormat } from "../../lib/use-format"
import { spans, useHistoryState, useMovements } from "../../lib/use-history"

type History = ReturnType<typeof useHistoryState>

/** Every change of stock and why: of everything, of one item, or of one item at one location with its chart. */
export default function StockHistoryPage() {
  const { t } = useFormat()
  const history = useHistoryState()
  const { state, update } = history
  const answer = useMovements(state)
  const page = answer.data?.pages[0]
  // Rows that were read once are worth keeping on screen, as long as it says that they are old.
  const Fault = page ? FaultBanner : FaultNotice
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading>{t("history.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("history.subtitle")}
        </Text>
      </div>
      <Choices history={history} page={page} />
      {state.itemId !== "" && <Chart history={history} page={page} />}
      {answer.isError && (
        <Fault error={answer.error} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      )}
      {answer.isPending && <MovementTableSkeleton />}
      {answer.data && (
        <MovementTable
          movements={answer.data.pages.flatMap((each) => each.movements)}
          onItem={state.itemId === "" ? (itemId) => update({ itemId, locationId: "" }) : null}
          onOlder={answer.hasNextPage ? () => void answer.fetchNextPage() : null}
          isReading={answer.isFetchingNextPage}
          isStale={answer.isPlaceholderData}
        />
      )}
    </Container>
  )
}

interface PartProps {
  readonly history: History
  /** Undefined until the first answer. */
  readonly page: MovementsPage | undefined
}

/** Select.Item knows no empty value. */
const everywhere = "everywhere"

function Choices({ history: { state, update }, page }: PartProps) {
  const { t } = useFormat()
  const places = (page?.places ?? []).map((each) => ({ value: each.location_id, name: each.location_name }))
  return (
    <div className="flex flex-col gap-2 px-6 py-4 sm:flex-row sm:items-center">
      <ItemPicker
        chosen={state.itemId === "" ? null : (nameOf(page) ?? "…")}
        onChoose={(itemId) => update({ itemId, locationId: "" })}
      />
      {state.itemId !== "" && places.length > 0 && (
        <>
          <Choice
            label={t("history.location")}
            value={state.locationId || everywhere}
            choices={[{ value: everywhere, name: t("history.everywhere") }, ...places]}
            onChoose={(value) => update({ locationId: value === everywhere ? "" : value })}
          />
          {state.locationId !== "" && (
            <Choice
              label={t("history.span")}
              value={String(state.days)}
              choices={spans.map((days) => ({ value: String(days), name: t(`history.spans.${days}`) }))}
              onChoose={(value) => update({ days: spans.find((days) => String(days) === value) ?? state.days })}
            />
          )}
        </>
      )}
    </div>
  )
}

function Chart({ history: { state }, page }: PartProps) {
  const { t } = useFormat()
  const place = page?.places.find((each) => each.location_id === state.locationId)
  if (state.locationId === "") return page && page.places.length > 0 ? <Hint>{t("history.chooseLocation")}</Hint> : null
  return (
    <ChartSection
      place={state}
      days={state.days}
      itemName={nameOf(page) ?? state.itemId}
      locationName={place?.location_name ?? state.locationId}
    />
  )
}

function nameOf(page: MovementsPage | undefined): string | null {
  return page?.item?.sku ?? page?.item?.title ?? page?.item?.id ?? null
}

/** A component rather than a text, so that it is in the language of the dashboard. */
function Breadcrumb() {
  return useFormat().t("history.title")
}

export const handle = { breadcrumb: () => <Breadcrumb /> }

export const config = defineRouteConfig({
  label: "history.title",
  translationNs: "anyshelf",
  icon: ClockSolid,
})
