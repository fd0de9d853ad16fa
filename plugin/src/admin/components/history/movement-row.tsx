import { ChevronDownMini } from "@medusajs/icons"
import { Badge, Button, clx } from "@medusajs/ui"
import { useId, useState } from "react"
import type { MovementAnswer } from "../../../api/admin/anyshelf/movements/types"
import { useFormat } from "../../lib/use-format"
import { Cell, NumberCell, rowClass } from "../cells"
import { MovementCause } from "./movement-cause"

const colours: Readonly<Record<string, "green" | "red" | "blue" | "purple" | "orange" | "grey">> = {
  received: "green",
  returned: "green",
  allocated: "purple",
  released: "grey",
  shipped: "blue",
  handed_over: "blue",
  adjusted: "orange",
  moved: "grey",
}

interface MovementRowProps {
  readonly movement: MovementAnswer
  /** Shown when the list is of more than one item. */
  readonly onItem: ((itemId: string) => void) | null
}

/** One movement; the requests that it served together open below it. */
export function MovementRow({ movement, onItem }: MovementRowProps) {
  const { t, age, instant } = useFormat()
  return (
    <tbody role="rowgroup" className="block py-2 xl:table-row-group xl:py-0">
      <tr role="row" className={rowClass}>
        <Cell>
          <time dateTime={movement.recorded_at} title={instant(movement.recorded_at)} className="txt-compact-small">
            {age(movement.recorded_at)}
          </time>
        </Cell>
        <Cell>
          <Badge size="2xsmall" color={colours[movement.kind] ?? "grey"}>
            {t(`history.kinds.${movement.kind}`, { defaultValue: movement.kind })}
          </Badge>
        </Cell>
        <Cell isWide>
          <Where movement={movement} onItem={onItem} />
        </Cell>
        <NumberCell label={t("history.table.onHand")}>
          <Change change={movement.on_hand_delta} after={movement.on_hand_after} />
        </NumberCell>
        <NumberCell label={t("history.table.reserved")}>
          <Change change={movement.reserved_delta} after={movement.reserved_after} />
        </NumberCell>
        <Cell isWide className="xl:max-w-[320px]">
          {movement.parts.length === 0 ? <MovementCause cause={movement.cause} /> : <Parts movement={movement} />}
          <Incoming movement={movement} />
        </Cell>
      </tr>
    </tbody>
  )
}

function Where({ movement, onItem }: MovementRowProps) {
  const { t } = useFormat()
  const name = movement.sku ?? t("history.noSku")
  return (
    <div className="flex min-w-0 flex-col gap-y-0.5">
      {onItem && (
        <button
          type="button"
          onClick={() => onItem(movement.inventory_item_id)}
          className="txt-compact-small-plus text-ui-fg-interactive hover:text-ui-fg-interactive-hover focus-visible:shadow-borders-focus self-start break-all rounded text-start outline-none"
        >
          {name}
        </button>
      )}
      <span className="txt-compact-small text-ui-fg-subtle">{movement.location_name}</span>
    </div>
  )
}

/** By how much, and what it came to; a figure that did not change is only what it is. */
function Change({ change, after }: { readonly change: number; readonly after: number }) {
  const { quantity } = useFormat()
  return (
    <span className="inline-flex items-baseline gap-x-2 xl:justify-end">
      {change !== 0 && (
        <span className={clx("font-medium", change > 0 ? "text-ui-tag-green-text" : "text-ui-tag-red-text")}>
          {change > 0 && "+"}
          {quantity(change)}
        </span>
      )}
      <span className={clx(change === 0 && "text-ui-fg-muted")}>{quantity(after)}</span>
    </span>
  )
}

function Incoming({ movement }: { readonly movement: MovementAnswer }) {
  const { t, quantity } = useFormat()
  if (movement.incoming_delta === 0) return null
  const change = `${movement.incoming_delta > 0 ? "+" : ""}${quantity(movement.incoming_delta)}`
  return (
    <span className="txt-compact-xsmall text-ui-fg-subtle">
      {t("history.table.incoming", { change, after: quantity(movement.incoming_after) })}
    </span>
  )
}

/** Who asked for which share. */
function Parts({ movement }: { readonly movement: MovementAnswer }) {
  const { t, quantity } = useFormat()
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col items-start gap-y-2">
      <Button
        size="small"
        variant="transparent"
        className="-ml-2"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {t("history.parts", { count: movement.parts.length })}
        <ChevronDownMini aria-hidden className={clx("transition-transform", isOpen && "rotate-180")} />
      </Button>
      <ul id={id} hidden={!isOpen} className="flex w-full flex-col gap-y-3">
        {movement.parts.map((part, index) => (
          <li key={index} className="flex gap-x-3">
            <span className="txt-compact-small text-ui-fg-subtle w-8 shrink-0 text-end tabular-nums">
              {part.reserved_delta > 0 && "+"}
              {quantity(part.reserved_delta)}
            </span>
            <MovementCause cause={part} />
          </li>
        ))}
      </ul>
    </div>
  )
}
