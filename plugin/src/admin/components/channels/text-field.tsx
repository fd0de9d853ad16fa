import { Hint, Input, Label } from "@medusajs/ui"
import { useId, type ComponentProps } from "react"

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string
  /** What is wrong with it. */
  readonly mistake?: string | null
  readonly type?: ComponentProps<typeof Input>["type"]
  readonly isDisabled?: boolean
  readonly isNumber?: boolean
}

/** A labelled box with what it is for, and what is wrong with it. */
export function TextField({ label, value, onChange, hint, mistake, type, isDisabled, isNumber }: TextFieldProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-y-1">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      <Input
        id={id}
        size="small"
        autoComplete={type === "password" ? "new-password" : "off"}
        value={value}
        {...(type && { type })}
        {...(isNumber && { inputMode: "numeric" as const })}
        disabled={isDisabled ?? false}
        aria-invalid={Boolean(mistake)}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      <div id={`${id}-hint`} aria-live="polite">
        {mistake ? <Hint variant="error">{mistake}</Hint> : hint && <Hint>{hint}</Hint>}
      </div>
    </div>
  )
}
