import { clx } from "@medusajs/ui"
import { scaleLinear, scaleTime } from "d3-scale"
import { useState, type KeyboardEvent, type PointerEvent } from "react"
import { reach, stepArea, stepAt, stepPath, type Step } from "../../lib/steps"
import { useFormat } from "../../lib/use-format"
import { useWidth } from "../../lib/use-width"
import { ChartAxes } from "./chart-axes"

const height = 240
const margin = { top: 8, right: 12, bottom: 24, left: 40 }
const colours = { onHand: "text-ui-tag-blue-icon", reserved: "text-ui-tag-purple-icon" }

interface StepChartProps {
  /** Oldest first; at least one. */
  readonly steps: readonly Step[]
  /** Epoch milliseconds. */
  readonly from: number
  readonly to: number
  /** What the picture says, in a sentence. */
  readonly label: string
}

/** On hand and reserved over time. Pointing at it, or the arrow keys, tell what stood at a moment. */
export function StepChart({ steps, from, to, label }: StepChartProps) {
  const { ref, width } = useWidth<HTMLDivElement>()
  const [at, setAt] = useState<number | null>(null)
  const x = scaleTime([from, to], [margin.left, Math.max(margin.left + 1, width - margin.right)])
  const y = scaleLinear(reach(steps), [height - margin.bottom, margin.top]).nice(4)
  const scales = { x: (instant: number) => round(x(instant)), y: (quantity: number) => round(y(quantity)) }
  const shown = at === null ? undefined : stepAt(steps, at)

  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left
    setAt(Math.min(to, Math.max(from, x.invert(left).getTime())))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (way === undefined) return
    event.preventDefault()
    const present = shown ? steps.indexOf(shown) : way > 0 ? -1 : steps.length
    setAt(steps[Math.min(steps.length - 1, Math.max(0, present + way))]!.at)
  }
  return (
    <div ref={ref} className="w-full">
      <Legend step={shown ?? steps.at(-1)!} at={shown ? at : null} />
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
          <ChartAxes x={x} y={y} width={width} height={height} margin={margin} />
          <path
            d={stepArea(steps, "onHand", to, scales)}
            className={colours.onHand}
            fill="currentColor"
            opacity={0.12}
          />
          {(["onHand", "reserved"] as const).map((figure) => (
            <path
              key={figure}
              d={stepPath(steps, figure, to, scales)}
              className={colours[figure]}
              fill="none"
              stroke="currentColor"
              strokeWidth={2}
              strokeDasharray={figure === "reserved" ? "4 3" : undefined}
            />
          ))}
          {shown && at !== null && (
            <g className="text-ui-fg-muted">
              <line
                x1={scales.x(at)}
                x2={scales.x(at)}
                y1={margin.top}
                y2={height - margin.bottom}
                stroke="currentColor"
              />
            </g>
          )}
        </svg>
      )}
    </div>
  )
}

/** What the lines mean, with what they say: at the moment that is pointed at, else now. */
function Legend({ step, at }: { readonly step: Step; readonly at: number | null }) {
  const { t, quantity, instant } = useFormat()
  return (
    <p
      className="txt-compact-small text-ui-fg-subtle mb-2 flex flex-wrap items-center gap-x-4 gap-y-1"
      aria-live="polite"
    >
      {(["onHand", "reserved"] as const).map((figure) => (
        <span key={figure} className="flex items-center gap-x-1.5">
          <svg aria-hidden width="14" height="8" className={colours[figure]}>
            <line
              x1="0"
              x2="14"
              y1="4"
              y2="4"
              stroke="currentColor"
              strokeWidth="2"
              strokeDasharray={figure === "reserved" ? "4 3" : undefined}
            />
          </svg>
          {t(`history.chart.${figure}`)}
          <span className="text-ui-fg-base font-medium tabular-nums">{quantity(step[figure])}</span>
        </span>
      ))}
      <span className={clx("tabular-nums", at === null && "invisible")}>
        {instant(new Date(at ?? step.at).toISOString())}
      </span>
    </p>
  )
}

/** Half pixels are enough, and keep the path short. */
const round = (pixels: number) => Math.round(pixels * 2) / 2
