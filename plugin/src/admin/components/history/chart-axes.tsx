import type { ScaleLinear, ScaleTime } from "d3-scale"
import { toLocale } from "../../lib/format"
import { useFormat } from "../../lib/use-format"

interface ChartAxesProps {
  readonly x: ScaleTime<number, number>
  readonly y: ScaleLinear<number, number>
  readonly width: number
  readonly height: number
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }
  /** How a value at the side is written. Left out, values are quantities: whole numbers only. */
  readonly format?: (value: number) => string
}

/** How much room the text under a tick takes, in pixels. */
const tickWidth = 84
const dayMs = 24 * 3_600_000

/** Round quantities at the side with a line each, round instants below. */
export function ChartAxes({ x, y, width, height, margin, format: write }: ChartAxesProps) {
  const { quantity, language } = useFormat()
  const [from, to] = x.domain() as [Date, Date]
  const style = tickStyle(to.getTime() - from.getTime())
  const format = new Intl.DateTimeFormat(toLocale(language), style)
  const wanted = x.ticks(Math.max(2, Math.floor((width - margin.left) / tickWidth)))
  // Ticks of days begin anew with each month, so two may fall together there.
  const ticks = wanted.filter((tick, index) => index === 0 || x(tick) - x(wanted[index - 1]!) >= tickWidth / 2)
  return (
    <g aria-hidden fontSize={11}>
      {y
        .ticks(4)
        .filter((value) => write !== undefined || Number.isInteger(value))
        .map((value) => (
          <g key={value} transform={`translate(0,${y(value)})`}>
            <line
              x1={margin.left}
              x2={width - margin.right}
              className="text-ui-border-base"
              stroke="currentColor"
              strokeDasharray={value === 0 ? undefined : "2 4"}
            />
            <text x={margin.left - 8} dy="0.32em" textAnchor="end" className="text-ui-fg-muted" fill="currentColor">
              {write ? write(value) : quantity(value)}
            </text>
          </g>
        ))}
      {ticks.map((instant) => (
        <text
          key={instant.getTime()}
          x={Math.min(x(instant), width - margin.right - 16)}
          y={height - 6}
          textAnchor="middle"
          className="text-ui-fg-muted"
          fill="currentColor"
        >
          {format.format(instant)}
        </text>
      ))}
    </g>
  )
}

/** As fine as the span needs, so that no two ticks read alike. */
function tickStyle(spanMs: number): Intl.DateTimeFormatOptions {
  if (spanMs > 2 * dayMs) return { day: "numeric", month: "short" }
  const time = { hour: "2-digit", minute: "2-digit" } as const
  return spanMs > dayMs / 96 ? time : { ...time, second: "2-digit" }
}
