import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { CauseAnswer } from "../../../api/admin/anyshelf/movements/types"
import { useFormat } from "../../lib/use-format"

/** Why stock moved: what asked for it, for which order, by whom, in whose words. */
export function MovementCause({ cause }: { readonly cause: CauseAnswer }) {
  const { t } = useFormat()
  const actor = cause.actor_name ?? cause.actor
  return (
    <div className="flex min-w-0 flex-col gap-y-0.5">
      <span className="txt-compact-small text-ui-fg-base flex flex-wrap gap-x-1.5">
        {/* A cause without a name of ours is a workflow's id, which its author can read. */}
        <span>{t(`history.causes.${cause.cause}`, { defaultValue: cause.cause })}</span>
        <Subject cause={cause} />
      </span>
      {cause.reason && <span className="txt-compact-small text-ui-fg-subtle break-words">“{cause.reason}”</span>}
      {actor && (
        <span className="txt-compact-xsmall text-ui-fg-muted break-all">{t("history.actor", { name: actor })}</span>
      )}
      {cause.correlation_id && (
        <span
          title={`${t("history.correlation")}: ${cause.correlation_id}`}
          className="txt-compact-xsmall text-ui-fg-muted truncate font-mono"
        >
          {cause.correlation_id}
        </span>
      )}
    </div>
  )
}

function Subject({ cause: { order, cause_id } }: { readonly cause: CauseAnswer }) {
  const { t } = useFormat()
  if (order) {
    return (
      <Link
        to={`/orders/${order.id}`}
        className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover focus-visible:shadow-borders-focus rounded outline-none"
      >
        {t("history.order", { number: order.number === null ? order.id : `#${order.number}` })}
      </Link>
    )
  }
  if (cause_id === null) return null
  return (
    <Text as="span" size="xsmall" className="text-ui-fg-muted break-all font-mono">
      {cause_id}
    </Text>
  )
}
