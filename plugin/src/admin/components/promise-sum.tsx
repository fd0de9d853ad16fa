import { Text, clx } from "@medusajs/ui"
import type { ReactNode } from "react"
import type { VariantAvailability } from "../../api/admin/anyshelf/availability/types"
import { onlyItem } from "../lib/preview"
import { useFormat } from "../lib/use-format"
import { ChannelRules } from "./channel-rules"
import type { DetailsContext } from "./variant-details"

interface PromiseSumProps extends DetailsContext {
  readonly variant: VariantAvailability
}

/** The total as a sum: all locations, less what is withheld from the channel. The buffer can be changed here. */
export function PromiseSum({ variant, salesChannel, onSave }: PromiseSumProps) {
  const { t, quantity } = useFormat()
  return (
    <div
      role="group"
      aria-label={t("availability.sum.label")}
      className="bg-ui-bg-base shadow-elevation-card-rest grid grid-cols-[1fr_auto_1fr_auto_1fr] items-stretch overflow-hidden rounded-lg"
    >
      <Term label={t("availability.sum.locations")}>{quantity(variant.locations_total)}</Term>
      <Sign>−</Sign>
      <Term label={t("availability.sum.buffer", { channel: salesChannel.name })}>
        <Buffer variant={variant} salesChannel={salesChannel} onSave={onSave} />
      </Term>
      <Sign>=</Sign>
      <Term label={t("availability.sum.total")} isTotal>
        {quantity(variant.quantity ?? 0)}
        {variant.allocation !== null && (
          <span className="txt-compact-xsmall text-ui-fg-subtle block">
            {t("availability.sum.allocation", { formatted: quantity(variant.allocation) })}
          </span>
        )}
      </Term>
    </div>
  )
}

/** A kit's buffer is reckoned from its parts, so there is no one rule to change. */
function Buffer({ variant, salesChannel, onSave }: PromiseSumProps) {
  const { t, quantity } = useFormat()
  const itemId = onlyItem(variant)
  if (itemId === null) {
    return <span title={t("availability.sum.kitBuffer")}>{quantity(variant.channel_buffer)}</span>
  }
  return <ChannelRules variant={variant} itemId={itemId} salesChannel={salesChannel} onSave={onSave} />
}

function Term(props: { readonly label: string; readonly isTotal?: boolean; readonly children: ReactNode }) {
  return (
    <div
      className={clx(
        "flex min-w-0 flex-col justify-between gap-y-1 px-3 py-3 sm:px-4",
        props.isTotal && "bg-ui-bg-base"
      )}
    >
      <span className="txt-compact-xsmall text-ui-fg-subtle break-words">{props.label}</span>
      <span
        className={clx(
          "text-xl tabular-nums leading-7",
          props.isTotal ? "text-ui-fg-base font-medium" : "text-ui-fg-subtle"
        )}
      >
        {props.children}
      </span>
    </div>
  )
}

function Sign({ children }: { readonly children: string }) {
  return (
    <Text aria-hidden className="text-ui-fg-muted flex items-end pb-3 text-lg leading-7">
      {children}
    </Text>
  )
}
