import { Button, Hint, Input, Label, Select, Text } from "@medusajs/ui"
import { useId, useState, type FormEvent } from "react"
import type { AllocationRow, ChannelRulesRow } from "../../api/admin/anyshelf/availability/types"
import { largestQuantity, parseQuantity } from "../lib/parse-quantity"
import { useFormat } from "../lib/use-format"

/** Rules as they were typed, understood. */
export interface ChannelRulesDraft {
  readonly buffer: NonNullable<ChannelRulesRow["buffer"]>
  readonly allocation: AllocationRow | null
}

interface ChannelRulesFormProps {
  readonly channel: string
  readonly of: string
  readonly buffer: ChannelRulesRow["buffer"]
  readonly allocation: AllocationRow | null
  /** Why the server refused; null at first. */
  readonly refusal: string | null
  readonly isSaving: boolean
  /** Null: back to the channel's defaults. */
  readonly onSave: (draft: ChannelRulesDraft | null) => void
  readonly onCancel: () => void
}

type Kind = AllocationRow["kind"] | "none"

/** What a channel withholds of an item, and how much of it the channel may show. */
export function ChannelRulesForm(props: ChannelRulesFormProps) {
  const { channel, of, buffer, allocation, refusal, isSaving, onSave, onCancel } = props
  const { t, quantity: format } = useFormat()
  const [withheld, setWithheld] = useState(String(buffer?.quantity ?? 0))
  const [unit, setUnit] = useState(buffer?.unit ?? "units")
  const [kind, setKind] = useState<Kind>(allocation?.kind ?? "none")
  const [amount, setAmount] = useState(String(amountOf(allocation)))
  const [below, setBelow] = useState(String(allocation?.kind === "split" ? allocation.below : 10))
  const [mistake, setMistake] = useState<string | null>(null)

  function read(text: string, isPercent: boolean): number | null {
    const parsed = parseQuantity(text)
    if (!parsed.ok) setMistake(t(`availability.edit.${parsed.reason}`, { max: format(largestQuantity) }))
    else if (isPercent && parsed.quantity > 100) setMistake(t("availability.rules.percentRange"))
    else return parsed.quantity
    return null
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    setMistake(null)
    const kept = read(withheld, unit === "percent")
    const most = kind === "none" ? 0 : read(amount, kind !== "fixed")
    const scarce = kind === "split" ? read(below, false) : 0
    if (kept === null || most === null || scarce === null) return
    onSave({ buffer: { quantity: kept, unit }, allocation: allocationOf(kind, most, scarce) })
  }

  const complaint = mistake ?? refusal
  return (
    <form onSubmit={submit} className="flex flex-col" noValidate>
      <div className="flex flex-col gap-y-4 p-4">
        <div className="flex flex-col">
          <Text size="small" leading="compact" weight="plus">
            {t("availability.rules.title", { channel })}
          </Text>
          <Text size="xsmall" className="text-ui-fg-subtle">
            {of}
          </Text>
        </div>
        <div className="grid grid-cols-[1fr_120px] items-end gap-2">
          <NumberField label={t("availability.rules.buffer")} value={withheld} onChange={setWithheld} />
          <Choice
            label={t("availability.rules.unit")}
            value={unit}
            options={{ units: t("availability.rules.units"), percent: t("availability.rules.percent") }}
            onChange={setUnit}
          />
          <Hint className="col-span-full">{t("availability.rules.bufferHint")}</Hint>
        </div>
        <div className="flex flex-col gap-y-2">
          <Text size="small" weight="plus" aria-hidden>
            {t("availability.rules.allocation")}
          </Text>
          <Choice
            label={t("availability.rules.allocation")}
            value={kind}
            options={{
              none: t("availability.rules.kinds.none"),
              share: t("availability.rules.kinds.share"),
              fixed: t("availability.rules.kinds.fixed"),
              split: t("availability.rules.kinds.split"),
            }}
            onChange={setKind}
          />
          {kind !== "none" && (
            <NumberField
              label={t(kind === "fixed" ? "availability.rules.fixed" : "availability.rules.share")}
              value={amount}
              onChange={setAmount}
            />
          )}
          {kind === "split" && (
            <>
              <NumberField label={t("availability.rules.below")} value={below} onChange={setBelow} />
              <Hint>{t("availability.rules.splitHint")}</Hint>
            </>
          )}
        </div>
        <div aria-live="polite">
          {complaint !== null && (
            <Text size="xsmall" className="text-ui-fg-error">
              {complaint}
            </Text>
          )}
        </div>
      </div>
      <div className="border-ui-border-base flex items-center gap-x-2 border-t p-3">
        <Button
          type="button"
          size="small"
          variant="transparent"
          className="mr-auto"
          disabled={isSaving}
          onClick={() => onSave(null)}
        >
          {t("availability.edit.useDefault")}
        </Button>
        <Button type="button" size="small" variant="secondary" onClick={onCancel}>
          {t("availability.edit.cancel")}
        </Button>
        <Button type="submit" size="small" isLoading={isSaving}>
          {t("availability.edit.save")}
        </Button>
      </div>
    </form>
  )
}

function amountOf(allocation: AllocationRow | null): number {
  if (allocation === null) return 50
  return allocation.kind === "fixed" ? allocation.quantity : allocation.percent
}

function allocationOf(kind: Kind, amount: number, below: number): AllocationRow | null {
  if (kind === "none") return null
  if (kind === "fixed") return { kind, quantity: amount }
  return kind === "share" ? { kind, percent: amount } : { kind, percent: amount, below }
}

function NumberField(props: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="flex flex-col gap-y-1">
      <Label htmlFor={id} size="small" weight="plus">
        {props.label}
      </Label>
      <Input
        id={id}
        size="small"
        inputMode="numeric"
        autoComplete="off"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  )
}

function Choice<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly options: Readonly<Record<Value, string>>
  readonly onChange: (value: Value) => void
}) {
  return (
    <Select size="small" value={props.value} onValueChange={(value) => props.onChange(value as Value)}>
      <Select.Trigger aria-label={props.label}>
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        {(Object.entries(props.options) as [Value, string][]).map(([value, label]) => (
          <Select.Item key={value} value={value}>
            {label}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
