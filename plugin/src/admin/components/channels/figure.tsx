import { Text } from "@medusajs/ui"

/** One number with what it means. */
export function Figure(props: { readonly label: string; readonly value: string; readonly hint: string }) {
  return (
    <div className="min-w-0">
      <dt className="txt-compact-xsmall-plus text-ui-fg-subtle">{props.label}</dt>
      <dd className="mt-1">
        <span className="txt-compact-xlarge-plus text-ui-fg-base tabular-nums">{props.value}</span>
        <Text size="xsmall" className="text-ui-fg-muted mt-0.5">
          {props.hint}
        </Text>
      </dd>
    </div>
  )
}
