import { Text, clx } from "@medusajs/ui"
import { scaleLinear, scaleTime } from "d3-scale"
import { useState, type KeyboardEvent, type PointerEvent } from "react"
import { greatest, linePath, nearest, type Point } from "../../lib/series"
import { useFormat } from "../../lib/use-format"
import { useWidth } from "../../lib/use-width"
import { ChartAxes } from "../history/chart-axes"

const height = 180
const margin = { top: 8, right: 12, bottom: 24, left: 48 }

/** One line of a chart. */
export interface Series {
  readonly name: string
  /** A class that sets the colour. */
  readonly colour: string
  readonly isDashed?: boolean
  readonly points: readonly Point[]
}

interface LineChartProps {
  readonly title: string
  /** What the picture says, in a sentence. */
  readonly label: string
  readonly series: readonly Series[]
  /** Epoch milliseconds. */
  readonly from: number
  readonly to: number
  /** How a value is written. */
  readonly format: (value: number) => string
  /** The top of the scale where all values are smaller. */
  readonly floor: number
}

/** Figures over time. Pointing at it, or the arrow keys, tell what stood at a moment. */
export function LineChart({ title, label, series, from, to, format, floor }: LineChartProps) {
  const { ref, width } = useWidth<HTMLDivElement>()
  const [at, setAt] = useState<number | null>(null)
  const x = scaleTime([from, to], [margin.left, Math.max(margin.left + 1, width - margin.right)])
  const y = scaleLinear(
    [
      0,
      greatest(
        series.map(({ points }) => points),
        floor
      ),
    ],
    [height - margin.bottom, margin.top]
  ).nice(4)
  const scales = { x: (instant: number) => round(x(instant)), y: (value: number) => round(y(value)) }
  const moments = series[0]?.points ?? []
  const shown = at === null ? undefined : nearest(moments, at)?.at

  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left
    setAt(x.invert(left).getTime())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (way === undefined || moments.length === 0) return
    event.preventDefault()
    const present = moments.findIndex((each) => each.at === shown)
    const next = present < 0 ? (way > 0 ? 0 : moments.length - 1) : present + way
    setAt(moments[Math.min(moments.length - 1, Math.max(0, next))]!.at)
  }
  return (
    <figure ref={ref} className="w-full min-w-0">
      <figcaption className="mb-2 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <Text as="span" size="small" weight="plus">
          {title}
        </Text>
        <Legend series={series} at={shown ?? moments.at(-1)?.at} isPointing={shown !== undefined} format={format} />
      </figcaption>
      {width > 0 && (
        <svg
          role="img"
          aria-label={label}
          tabIndex={0}
          width={width}
          height={height}
          onPointerMove={onPointerMove}
          onPointerDown={onPointerMove}
          onPointerLeave={() => setAt(null)}
          onBlur={() => setAt(null)}
          onKeyDown={onKeyDown}
          className="focus-visible:shadow-borders-focus block touch-pan-y rounded outline-none"
        >
          <ChartAxes x={x} y={y} width={width} height={height} margin={margin} format={format} />
          {series.map(({ name, colour, isDashed, points }) => (
            <path
              key={name}
              d={linePath(points, scales)}
              className={colour}
              fill="none"
              stroke="currentColor"
              strokeWidth={2}
              strokeLinejoin="round"
              strokeLinecap="round"
              strokeDasharray={isDashed ? "4 3" : undefined}
            />
          ))}
          {shown !== undefined && (
            <line
              x1={scales.x(shown)}
              x2={scales.x(shown)}
              y1={margin.top}
              y2={height - margin.bottom}
              className="text-ui-fg-muted"
              stroke="currentColor"
            />
          )}
        </svg>
      )}
    </figure>
  )
}

interface LegendProps extends Pick<LineChartProps, "series" | "format"> {
  readonly at: number | undefined
  readonly isPointing: boolean
}

/** What the lines mean, with what they say: at the moment that is pointed at, else at the last. */
function Legend({ series, at, isPointing, format }: LegendProps) {
  const { t, instant } = useFormat()
  return (
    <span
      className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap items-center gap-x-3 gap-y-1"
      aria-live="polite"
    >
      {series.map(({ name, colour, isDashed, points }) => {
        const value = points.find((each) => each.at === at)?.value ?? null
        return (
          <span key={name} className="flex items-center gap-x-1.5">
            <svg aria-hidden width="12" height="6" className={colour}>
              <line
                x1="0"
                x2="12"
                y1="3"
                y2="3"
                stroke="currentColor"
                strokeWidth="2"
                strokeDasharray={isDashed ? "4 3" : undefined}
              />
            </svg>
            {name}
            <span className="text-ui-fg-base font-medium tabular-nums">
              {value === null ? t("channels.figures.none") : format(value)}
            </span>
          </span>
        )
      })}
      <span className={clx("tabular-nums", !isPointing && "hidden")}>
        {at !== undefined && instant(new Date(at).toISOString())}
      </span>
    </span>
  )
}

/** Half pixels are enough, and keep the path short. */
const round = (pixels: number) => Math.round(pixels * 2) / 2
