import { Skeleton, Text, clx } from "@medusajs/ui"
import type { ConnectionAnswer } from "../../../api/admin/anyshelf/channels/types"
import type { Tab } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"
import { Cell, NumberCell, rowClass } from "../cells"
import { needsPerson } from "./queue"
import { StateBadge } from "./state-badge"

interface ConnectionListProps {
  readonly connections: readonly ConnectionAnswer[]
  readonly onOpen: (id: string, tab?: Tab) => void
}

const columns = ["name", "state", "lag", "queue", "drift", "listings", "attention"] as const
const numbers: readonly string[] = ["lag", "queue", "drift", "listings", "attention"]

/** Each connection with what a merchant looks for first. A table where there is room, cards where there is not. */
export function ConnectionList({ connections, onOpen }: ConnectionListProps) {
  const { t } = useFormat()
  return (
    <table role="table" aria-label={t("channels.list.label")} className="block w-full border-collapse xl:table">
      <thead role="rowgroup" className="hidden xl:table-header-group">
        <tr role="row" className="border-ui-border-base border-b">
          {columns.map((name) => (
            <th
              key={name}
              role="columnheader"
              scope="col"
              className={clx(
                "txt-compact-xsmall-plus text-ui-fg-subtle px-3 py-2.5 first:pl-6 last:pr-6",
                numbers.includes(name) ? "text-end" : "text-start"
              )}
            >
              {t(`channels.list.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="divide-ui-border-base block divide-y xl:table-row-group">
        {connections.map((connection) => (
          <Row key={connection.id} connection={connection} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ connection, onOpen }: { readonly connection: ConnectionAnswer } & Pick<ConnectionListProps, "onOpen">) {
  const { t, quantity, duration } = useFormat()
  const { id, vendor, state, reason, health } = connection
  const attention = needsPerson(connection)
  const none = t("channels.figures.none")
  const total = health ? Object.values(health.listings).reduce((sum, each) => sum + each, 0) : 0
  return (
    <tr
      role="row"
      className={clx(rowClass, "hover:bg-ui-bg-base-hover xl:[&>td:first-child]:pl-6 xl:[&>td:last-child]:pr-6")}
    >
      <Cell isWide>
        <button
          type="button"
          className="txt-compact-small-plus text-ui-fg-base hover:text-ui-fg-interactive break-words text-start focus-visible:underline"
          onClick={() => onOpen(id)}
        >
          {id}
        </button>
        <Text size="xsmall" className="text-ui-fg-muted">
          {vendor} · {connection.sales_channel}
        </Text>
      </Cell>
      <Cell isWide>
        <StateBadge state={state} />
        {reason && (
          <Text size="xsmall" className="text-ui-fg-subtle mt-1 max-w-[420px] break-words">
            {reason}
          </Text>
        )}
      </Cell>
      <NumberCell label={t("channels.list.lag")}>
        {health?.lag.p99_ms == null ? none : duration(health.lag.p99_ms)}
      </NumberCell>
      <NumberCell label={t("channels.list.queue")}>{health ? quantity(health.queue.depth) : none}</NumberCell>
      <NumberCell label={t("channels.list.drift")}>{health ? quantity(health.drift) : none}</NumberCell>
      <NumberCell label={t("channels.list.listings")}>
        {health
          ? t("channels.list.mapped", { mapped: quantity(health.listings.mapped), total: quantity(total) })
          : none}
      </NumberCell>
      <Cell className="xl:text-end">
        <span className="txt-compact-xsmall text-ui-fg-subtle mb-0.5 block xl:hidden">
          {t("channels.list.attention")}
        </span>
        {attention > 0 ? (
          <button
            type="button"
            className="txt-compact-small-plus text-ui-fg-error tabular-nums hover:underline focus-visible:underline"
            onClick={() => onOpen(id, "queue")}
          >
            {quantity(attention)}
          </button>
        ) : (
          <span className="txt-compact-small text-ui-fg-muted">{t("channels.list.nothing")}</span>
        )}
      </Cell>
    </tr>
  )
}

/** As tall as rows, so that nothing jumps when they arrive. */
export function ConnectionListSkeleton() {
  return (
    <div aria-hidden className="divide-ui-border-base divide-y">
      {Array.from({ length: 3 }, (_, index) => (
        <div key={index} className="flex items-center gap-x-6 px-6 py-4">
          <Skeleton className="h-8 w-1/4 rounded" />
          <Skeleton className="h-5 w-24 rounded" />
          <Skeleton className="h-5 flex-1 rounded" />
        </div>
      ))}
    </div>
  )
}
