import { Label, Select } from "@medusajs/ui"
import { useId } from "react"
import type { ConnectionAnswer, FieldAnswer } from "../../../api/admin/anyshelf/channels/types"
import type { ConfigDraft } from "../../lib/config-draft"
import { useFormat } from "../../lib/use-format"
import { TextField } from "./text-field"

interface ConfigFieldsProps {
  readonly fields: readonly FieldAnswer[]
  readonly draft: ConfigDraft
  readonly onChange: (draft: ConfigDraft) => void
  readonly wrong: readonly string[]
  /** Of a connection that exists: which secrets are set, and since when. */
  readonly secrets?: ConnectionAnswer["secrets"]
}

/** The form of a vendor's configuration. A secret is written, never shown. */
export function ConfigFields({ fields, draft, onChange, wrong, secrets }: ConfigFieldsProps) {
  return fields.map((field) => (
    <ConfigField
      key={field.name}
      field={field}
      value={draft[field.name] ?? ""}
      onChange={(value) => onChange({ ...draft, [field.name]: value })}
      isWrong={wrong.includes(field.name)}
      secret={secrets?.find(({ name }) => name === field.name)}
    />
  ))
}

interface ConfigFieldProps {
  readonly field: FieldAnswer
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isWrong: boolean
  readonly secret: ConnectionAnswer["secrets"][number] | undefined
}

function ConfigField({ field, value, onChange, isWrong, secret }: ConfigFieldProps) {
  const { t, age } = useFormat()
  const choices =
    field.kind === "boolean"
      ? { true: t("channels.form.yes"), false: t("channels.form.no") }
      : Object.fromEntries(field.choices.map((each) => [each, each]))
  if (Object.keys(choices).length > 0)
    return <ChoiceField label={field.name} value={value} choices={choices} onChange={onChange} />
  const known =
    secret &&
    (secret.is_set
      ? t("channels.settings.secretSet", { age: age(secret.set_at ?? "") })
      : t("channels.settings.secretMissing"))
  return (
    <TextField
      label={field.name}
      value={value}
      onChange={onChange}
      {...(field.is_secret && { type: "password" as const })}
      isNumber={field.kind === "number"}
      hint={[field.description, known].filter(Boolean).join(" ")}
      mistake={isWrong ? (field.description ?? t("channels.form.required")) : null}
    />
  )
}

interface ChoiceFieldProps {
  readonly label: string
  readonly value: string
  readonly choices: Readonly<Record<string, string>>
  readonly onChange: (value: string) => void
}

/** One of a few, under a label. */
export function ChoiceField({ label, value, choices, onChange }: ChoiceFieldProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-y-1">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      <Select size="small" value={value} onValueChange={onChange}>
        <Select.Trigger id={id} aria-label={label}>
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {Object.entries(choices).map(([each, name]) => (
            <Select.Item key={each} value={each}>
              {name}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </div>
  )
}
