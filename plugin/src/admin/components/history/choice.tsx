import { Select } from "@medusajs/ui"

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly name: string }[]
  readonly onChoose: (value: string) => void
}

/** One of a few. */
export function Choice({ label, value, choices, onChoose }: ChoiceProps) {
  return (
    <div className="w-full sm:w-[180px]">
      <Select size="small" value={value} onValueChange={onChoose}>
        <Select.Trigger aria-label={label}>
          <Select.Value placeholder={label} />
        </Select.Trigger>
        <Select.Content>
          {choices.map((each) => (
            <Select.Item key={each.value} value={each.value}>
              {each.name}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </div>
  )
}
