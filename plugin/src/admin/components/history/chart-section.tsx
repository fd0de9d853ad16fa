import { Skeleton, Text } from "@medusajs/ui"
import type { HistoryPlace } from "../../lib/history-api"
import { extremes, type Step } from "../../lib/steps"
import { useFormat } from "../../lib/use-format"
import { useHistory } from "../../lib/use-history"
import { FaultNotice } from "../fault-notice"
import { StepChart } from "./step-chart"

interface ChartSectionProps {
  readonly place: HistoryPlace
  readonly days: number
  readonly itemName: string
  readonly locationName: string
}

/** The chart of one item at one location: its states of waiting, of fault and of having nothing to show. */
export function ChartSection({ place, days, itemName, locationName }: ChartSectionProps) {
  const { t, quantity } = useFormat()
  const answer = useHistory(place, days)
  if (answer.isPending) return <Skeleton className="mx-6 my-4 h-[264px] rounded-lg" />
  if (!answer.data) {
    const { error, isFetching, refetch } = answer
    return <FaultNotice className="py-8" error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  }
  const { points, is_exact } = answer.data
  const steps = points.map((each): Step => ({ at: Date.parse(each.at), onHand: each.on_hand, reserved: each.reserved }))
  const last = steps.at(-1)
  if (!last) return <Hint>{t("history.chart.none")}</Hint>
  const { least, most } = extremes(steps)
  const label = t("history.chart.label", {
    item: itemName,
    location: locationName,
    onHand: quantity(last.onHand),
    reserved: quantity(last.reserved),
    least: quantity(least),
    most: quantity(most),
  })
  return (
    <div className="px-6 py-4">
      {/* The first step is where the span begins, or where stock began: nothing is known of the time before. */}
      <StepChart steps={steps} from={steps[0]!.at} to={Date.parse(answer.data.to)} label={label} />
      {!is_exact && (
        <Text size="xsmall" className="text-ui-fg-muted mt-2">
          {t("history.chart.sampled", { count: steps.length })}
        </Text>
      )}
    </div>
  )
}

/** A line in place of a chart. */
export function Hint({ children }: { readonly children: string }) {
  return (
    <Text size="small" className="text-ui-fg-muted px-6 py-4">
      {children}
    </Text>
  )
}
