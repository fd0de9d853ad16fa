import { Skeleton, Text } from "@medusajs/ui"
import { useState } from "react"
import type { SampleAnswer, SamplesAnswer } from "../../../api/admin/anyshelf/channels/types"
import { greatest, type Point } from "../../lib/series"
import { useSamples } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"
import { FaultNotice } from "../fault-notice"
import { Choice } from "../history/choice"
import { LineChart, type Series } from "./line-chart"

/** The spans that the charts offer, in hours. */
const spans = [1, 24, 168] as const

/** How a connection did over the last hours. */
export function Charts({ id }: { readonly id: string }) {
  const { t } = useFormat()
  const [hours, setHours] = useState<number>(spans[0])
  const answer = useSamples(id, hours)
  return (
    <section className="px-6 py-5">
      <div className="mb-4 flex justify-end">
        <Choice
          label={t("channels.charts.span")}
          value={String(hours)}
          choices={spans.map((each) => ({ value: String(each), name: t(`channels.charts.spans.${each}`) }))}
          onChoose={(value) => setHours(Number(value))}
        />
      </div>
      {answer.isPending && (
        <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
          {Array.from({ length: 4 }, (_, index) => (
            <Skeleton key={index} className="h-[208px] rounded-lg" />
          ))}
        </div>
      )}
      {answer.isError && !answer.data && (
        <FaultNotice
          className="py-8"
          error={answer.error}
          onRetry={() => void answer.refetch()}
          isRetrying={answer.isFetching}
        />
      )}
      {answer.data && <Drawn id={id} answer={answer.data} />}
    </section>
  )
}

const colours = {
  blue: "text-ui-tag-blue-icon",
  purple: "text-ui-tag-purple-icon",
  orange: "text-ui-tag-orange-icon",
  green: "text-ui-tag-green-icon",
  red: "text-ui-tag-red-icon",
}

function Drawn({ id, answer }: { readonly id: string; readonly answer: SamplesAnswer }) {
  const { t, quantity, duration } = useFormat()
  const { samples } = answer
  if (samples.length === 0)
    return (
      <Text size="small" className="text-ui-fg-muted py-8 text-center">
        {t("channels.charts.none")}
      </Text>
    )
  const points = (value: (sample: SampleAnswer) => number | null): Point[] =>
    samples.map((sample) => ({ at: Date.parse(sample.at), value: value(sample) }))
  const series = (name: string, colour: keyof typeof colours, value: (sample: SampleAnswer) => number | null) =>
    ({ name, colour: colours[colour], points: points(value) }) satisfies Series
  const most = (list: readonly Series[]) =>
    greatest(
      list.map((each) => each.points),
      0
    )
  const lag = [
    series(t("channels.charts.p99"), "orange", (each) => each.lag_p99_ms),
    series(t("channels.charts.p95"), "purple", (each) => each.lag_p95_ms),
    series(t("channels.charts.p50"), "blue", (each) => each.lag_p50_ms),
  ]
  const waiting = [
    series(t("channels.charts.waiting"), "blue", (each) => each.queue_depth),
    series(t("channels.charts.inbox"), "purple", (each) => each.inbox_depth),
    series(t("channels.charts.drift"), "red", (each) => each.drift),
  ]
  const headroom = [series(t("channels.charts.left"), "green", (each) => each.headroom)]
  const traffic = [
    series(t("channels.charts.written"), "blue", (each) => each.written),
    series(t("channels.charts.conflicts"), "orange", (each) => each.conflicts),
    series(t("channels.charts.throttled"), "red", (each) => each.throttled),
  ]
  const least = Math.min(...samples.flatMap(({ headroom: left }) => left ?? []), 1)
  const percent = (share: number) => `${Math.round(share * 100)} %`
  const span = { from: Date.parse(answer.from), to: Date.parse(answer.to) }
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-8 lg:grid-cols-2">
      <LineChart
        {...span}
        title={t("channels.charts.lag")}
        label={t("channels.charts.lagLabel", { name: id, most: duration(most(lag)) })}
        series={lag}
        format={duration}
        floor={100}
      />
      <LineChart
        {...span}
        title={t("channels.charts.queue")}
        label={t("channels.charts.queueLabel", { name: id, most: quantity(most(waiting)) })}
        series={waiting}
        format={quantity}
        floor={4}
      />
      <LineChart
        {...span}
        title={t("channels.charts.headroom")}
        label={t("channels.charts.headroomLabel", { name: id, least: percent(least) })}
        series={headroom}
        format={percent}
        floor={1}
      />
      <LineChart
        {...span}
        title={t("channels.charts.traffic")}
        label={t("channels.charts.trafficLabel", { name: id, most: quantity(most(traffic)) })}
        series={traffic}
        format={quantity}
        floor={4}
      />
    </div>
  )
}
