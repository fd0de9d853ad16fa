import { PencilSquare } from "@medusajs/icons"
import { Popover, clx, toast } from "@medusajs/ui"
import { useState } from "react"
import type { VariantAvailability } from "../../api/admin/anyshelf/availability/types"
import type { PolicyChange } from "../lib/api"
import { useFormat } from "../lib/use-format"
import { ChannelRulesForm, type ChannelRulesDraft } from "./channel-rules-form"
import type { DetailsContext } from "./variant-details"

interface ChannelRulesProps extends DetailsContext {
  readonly variant: VariantAvailability
  readonly itemId: string
}

/** What a channel withholds of an item, where it stands; opens to all the rules of the channel for it. */
export function ChannelRules({ variant, itemId, salesChannel, onSave }: ChannelRulesProps) {
  const { t, quantity, fault } = useFormat()
  const [open, setOpen] = useState(false)
  const [saving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const rules = variant.rules.find((each) => each.inventory_item_id === itemId)
  const name = variant.sku ?? variant.product_title

  async function save(draft: ChannelRulesDraft | null) {
    setSaving(true)
    setRefusal(null)
    try {
      await onSave(toChange(draft, itemId, salesChannel.id))
      setOpen(false)
      toast.success(t("availability.rules.saved"), { description: name })
    } catch (error) {
      setRefusal(fault(error))
    } finally {
      setSaving(false)
    }
  }

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          aria-busy={saving}
          aria-label={t("availability.rules.open", {
            channel: salesChannel.name,
            name,
            quantity: quantity(variant.channel_buffer),
          })}
          className={clx(
            "hover:bg-ui-bg-base-hover text-ui-fg-base -mx-1.5 -my-1 inline-flex items-center gap-x-1.5 rounded-md px-1.5 py-1 tabular-nums outline-none",
            "focus-visible:shadow-borders-interactive-with-active data-[state=open]:bg-ui-bg-base-pressed",
            saving && "animate-pulse"
          )}
        >
          {quantity(variant.channel_buffer)}
          {rules?.buffer?.unit === "percent" && (
            <span className="txt-compact-xsmall text-ui-fg-subtle">{`${quantity(rules.buffer.quantity)} %`}</span>
          )}
          <PencilSquare aria-hidden className="text-ui-fg-muted" />
        </button>
      </Popover.Trigger>
      <Popover.Content align="center" collisionPadding={12} className="w-[320px] max-w-[calc(100vw-24px)] p-0">
        <ChannelRulesForm
          channel={salesChannel.name}
          of={name}
          buffer={rules?.buffer ?? null}
          allocation={rules?.allocation ?? null}
          refusal={refusal}
          isSaving={saving}
          onSave={(draft) => void save(draft)}
          onCancel={() => setOpen(false)}
        />
      </Popover.Content>
    </Popover>
  )
}

/** Both rules are said together; null goes back to the channel's defaults. */
function toChange(draft: ChannelRulesDraft | null, inventory_item_id: string, sales_channel_id: string): PolicyChange {
  const of = { inventory_item_id, sales_channel_id }
  return {
    channel_buffers: [{ ...of, quantity: draft?.buffer.quantity ?? null, unit: draft?.buffer.unit ?? "units" }],
    channel_allocations: [{ ...of, allocation: draft?.allocation ?? null }],
  }
}
