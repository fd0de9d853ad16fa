import { TriangleLeftMini } from "@medusajs/icons"
import { Button, Heading, Text, toast } from "@medusajs/ui"
import type { ConnectionAnswer } from "../../../api/admin/anyshelf/channels/types"
import { channelsApi } from "../../lib/channels-api"
import { useAct } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"
import { RemoveConnection } from "./remove-connection"
import { StateBadge } from "./state-badge"

interface ConnectionHeadProps {
  readonly connection: ConnectionAnswer
  readonly onBack: () => void
  readonly onRemoved: () => void
}

/** Which connection, how it stands, and what can be done with it as a whole. */
export function ConnectionHead({ connection, onBack, onRemoved }: ConnectionHeadProps) {
  const { t } = useFormat()
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <Button size="small" variant="transparent" className="-ms-2 self-start" onClick={onBack}>
        <TriangleLeftMini aria-hidden />
        {t("channels.back")}
      </Button>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Heading className="break-words">{connection.id}</Heading>
            <StateBadge state={connection.state} />
          </div>
          <Text size="small" className="text-ui-fg-subtle">
            {connection.vendor} · {connection.sales_channel} · {t(`channels.sources.${connection.source}`)}
          </Text>
        </div>
        <Actions connection={connection} onRemoved={onRemoved} />
      </div>
      {connection.reason && (
        <Text role="status" size="small" className="bg-ui-bg-subtle text-ui-fg-subtle rounded-md px-3 py-2 break-words">
          {connection.reason}
        </Text>
      )}
    </div>
  )
}

function Actions({ connection, onRemoved }: Pick<ConnectionHeadProps, "connection" | "onRemoved">) {
  const { t, quantity, fault } = useFormat()
  const { id, paused_at, can_install, state } = connection
  const act = useAct(async (what: "pause" | "resume" | "refresh" | "test" | "install") => {
    const answer = await channelsApi[what](id)
    if (what === "pause") toast.success(t("channels.actions.paused"))
    if (what === "resume") toast.success(t("channels.actions.resumed"))
    if (what === "refresh") toast.success(t("channels.actions.refreshed"))
    if (what === "install") window.location.assign((answer as { url: string }).url)
    if (what === "test") tell(answer as Awaited<ReturnType<typeof channelsApi.test>>)
  })
  function tell(answer: Awaited<ReturnType<typeof channelsApi.test>>) {
    if (!answer.ok) toast.error(answer.reason)
    else
      toast.success(
        t("channels.actions.tested", {
          ms: quantity(answer.took_ms),
          count: answer.places.length,
          formatted: answer.places.length,
        })
      )
  }
  const wanted = [
    ...(can_install && state === "not-installed" ? (["install"] as const) : []),
    "test" as const,
    "refresh" as const,
    paused_at ? ("resume" as const) : ("pause" as const),
  ]
  return (
    <div className="flex flex-wrap gap-2">
      {wanted.map((what) => (
        <Button
          key={what}
          size="small"
          variant="secondary"
          isLoading={act.isPending && act.variables === what}
          disabled={act.isPending}
          onClick={() => act.mutate(what, { onError: (error) => toast.error(fault(error)) })}
        >
          {t(`channels.actions.${what}`)}
        </Button>
      ))}
      {connection.source === "admin" && <RemoveConnection id={id} onRemoved={onRemoved} />}
    </div>
  )
}
