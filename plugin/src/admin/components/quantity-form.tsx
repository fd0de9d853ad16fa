import { Button, Input, Label, Text } from "@medusajs/ui"
import { useId, useState, type FormEvent } from "react"
import { largestQuantity, parseQuantity } from "../lib/parse-quantity"
import { useFormat } from "../lib/use-format"

interface QuantityFormProps {
  readonly label: string
  readonly of: string
  /** What stands in the field at first. */
  readonly typed: string
  /** Why the server refused what was typed; null at first. */
  readonly refusal: string | null
  readonly onSave: (quantity: number | null, typed: string) => void
  readonly onCancel: () => void
}

/** One quantity to type. Refuses what is not a whole number before the server has to. */
export function QuantityForm({ label, of, typed, refusal, onSave, onCancel }: QuantityFormProps) {
  const { t, quantity: format } = useFormat()
  const [text, setText] = useState(typed)
  const [mistake, setMistake] = useState(refusal)
  const id = useId()

  function submit(event: FormEvent) {
    event.preventDefault()
    const parsed = parseQuantity(text)
    if (parsed.ok) onSave(parsed.quantity, text)
    else setMistake(t(`availability.edit.${parsed.reason}`, { max: format(largestQuantity) }))
  }

  return (
    <form onSubmit={submit} className="flex flex-col" noValidate>
      <div className="flex flex-col gap-y-2 p-4">
        <div className="flex flex-col">
          <Label htmlFor={id} size="small" weight="plus">
            {label}
          </Label>
          <Text size="xsmall" className="text-ui-fg-subtle">
            {of}
          </Text>
        </div>
        <Input
          id={id}
          size="small"
          value={text}
          inputMode="numeric"
          autoComplete="off"
          autoFocus
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setText(event.target.value)
            setMistake(null)
          }}
          aria-invalid={mistake !== null}
          aria-describedby={`${id}-note`}
        />
        <div id={`${id}-note`} aria-live="polite">
          {mistake === null ? (
            <Text size="xsmall" className="text-ui-fg-muted">
              {t("availability.edit.hint")}
            </Text>
          ) : (
            <Text size="xsmall" className="text-ui-fg-error">
              {mistake}
            </Text>
          )}
        </div>
      </div>
      <div className="border-ui-border-base flex items-center gap-x-2 border-t p-3">
        <Button type="button" size="small" variant="transparent" className="mr-auto" onClick={() => onSave(null, text)}>
          {t("availability.edit.useDefault")}
        </Button>
        <Button type="button" size="small" variant="secondary" onClick={onCancel}>
          {t("availability.edit.cancel")}
        </Button>
        <Button type="submit" size="small">
          {t("availability.edit.save")}
        </Button>
      </div>
    </form>
  )
}
