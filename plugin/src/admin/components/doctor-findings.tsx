import { StatusBadge, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { Finding, Subject } from "../../api/admin/anyshelf/doctor/types"
import { useFormat } from "../lib/use-format"

const colors = { found: "orange", left: "red", repaired: "green" } as const

/** What is wrong, where, and what to do. A table where there is room, cards where there is not; the roles keep it a table. */
export function DoctorFindings({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useFormat()
  return (
    <table role="table" aria-label={t("doctor.table.label")} className="block w-full border-collapse lg:table">
      <thead role="rowgroup" className="hidden lg:table-header-group">
        <tr role="row" className="border-ui-border-base border-b">
          {(["what", "where", "next"] as const).map((name) => (
            <th
              key={name}
              role="columnheader"
              scope="col"
              className="txt-compact-xsmall-plus text-ui-fg-subtle px-3 py-2.5 text-start first:pl-6 last:pr-6"
            >
              {t(`doctor.table.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="divide-ui-border-base block divide-y lg:table-row-group">
        {findings.map((finding, index) => (
          <FindingRow key={index} finding={finding} />
        ))}
      </tbody>
    </table>
  )
}

function FindingRow({ finding }: { readonly finding: Finding }) {
  const { t } = useFormat()
  return (
    <tr role="row" className="flex flex-col gap-y-2 px-6 py-4 lg:table-row lg:p-0">
      <td role="cell" className="align-top lg:w-1/2 lg:py-3 lg:pl-6 lg:pr-3">
        <StatusBadge color={colors[finding.outcome]} className="mb-1">
          {t(`doctor.outcome.${finding.outcome}`)}
        </StatusBadge>
        <Text size="small" className="break-words">
          {finding.sentence}
        </Text>
        <Text size="xsmall" className="text-ui-fg-muted break-all">
          <code>{finding.code}</code>
        </Text>
      </td>
      <td role="cell" className="min-w-0 align-top lg:px-3 lg:py-3">
        <Where subject={finding.subject} />
      </td>
      <td role="cell" className="min-w-0 align-top lg:py-3 lg:pl-3 lg:pr-6">
        <Text size="xsmall" weight="plus" className="text-ui-fg-subtle">
          {t(`doctor.table.${finding.repair}`)}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {finding.remedy}
        </Text>
      </td>
    </tr>
  )
}

const linkClass = "text-ui-fg-interactive hover:text-ui-fg-interactive-hover break-words focus-visible:underline"

function Where({ subject }: { readonly subject: Subject }) {
  const { t } = useFormat()
  const { inventoryItemId, sku, locationId, locationName, orderId, orderNumber, lineItemId, name } = subject
  return (
    <div className="txt-small flex flex-col gap-y-0.5">
      {inventoryItemId && (
        <Link to={`/inventory/${inventoryItemId}`} className={linkClass}>
          {sku ?? inventoryItemId}
        </Link>
      )}
      {locationId && <span className="text-ui-fg-subtle break-words">{locationName ?? locationId}</span>}
      {orderId && (
        <Link to={`/orders/${orderId}`} className={linkClass}>
          {t("doctor.table.order", { number: orderNumber ?? orderId })}
        </Link>
      )}
      {!orderId && lineItemId && <code className="text-ui-fg-muted break-all">{lineItemId}</code>}
      {!inventoryItemId && name && <span className="text-ui-fg-subtle break-words">{name}</span>}
    </div>
  )
}
