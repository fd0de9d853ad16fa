import { PencilSquare } from "@medusajs/icons"
import { Popover, clx, toast } from "@medusajs/ui"
import { useState } from "react"
import { useFormat } from "../lib/use-format"
import { QuantityForm } from "./quantity-form"

interface EditableQuantityProps {
  readonly quantity: number
  /** What the quantity is, for example "Safety stock". */
  readonly label: string
  /** What it is of, for example the location's name. */
  readonly of: string
  /** Saves it; null goes back to the default. Rejects with what the server said. */
  readonly onSave: (quantity: number | null) => Promise<unknown>
}

/**
 * A quantity that can be changed where it stands. The editor closes at once and the new number shows; when the server refuses,
 * it opens again with what was typed and the reason.
 */
export function EditableQuantity({ quantity, label, of, onSave }: EditableQuantityProps) {
  const { t, quantity: format, fault } = useFormat()
  const [open, setOpen] = useState(false)
  const [saving, setSaving] = useState(false)
  const [refused, setRefused] = useState<{ typed: string; reason: string } | null>(null)

  async function save(next: number | null, typed: string) {
    setOpen(false)
    setSaving(true)
    setRefused(null)
    try {
      await onSave(next)
      toast.success(t("availability.edit.saved", { label }), { description: of })
    } catch (error) {
      setRefused({ typed, reason: fault(error) })
      setOpen(true)
    } finally {
      setSaving(false)
    }
  }

  function onOpenChange(next: boolean) {
    setOpen(next)
    if (!next) setRefused(null)
  }

  const name = t("availability.edit.open", { label: `${label}, ${of}`, quantity: format(quantity) })
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>
        <button
          type="button"
          aria-label={name}
          aria-busy={saving}
          className={clx(
            "hover:bg-ui-bg-base-hover text-ui-fg-base transition-fg -mx-1.5 -my-1 inline-flex items-center gap-x-1.5 rounded-md px-1.5 py-1 tabular-nums outline-none",
            "focus-visible:shadow-borders-interactive-with-active data-[state=open]:bg-ui-bg-base-pressed",
            saving && "animate-pulse"
          )}
        >
          {format(quantity)}
          <PencilSquare aria-hidden className="text-ui-fg-muted" />
        </button>
      </Popover.Trigger>
      <Popover.Content align="end" collisionPadding={12} className="w-[280px] p-0">
        <QuantityForm
          key={refused?.typed ?? quantity}
          label={label}
          of={of}
          typed={refused?.typed ?? String(quantity)}
          refusal={refused?.reason ?? null}
          onSave={save}
          onCancel={() => onOpenChange(false)}
        />
      </Popover.Content>
    </Popover>
  )
}
