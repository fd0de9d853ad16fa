import { ProgressBar } from "./progress-bar"
import { Text } from "@medusajs/ui"
import type { ConnectionAnswer, HealthAnswer } from "../../../api/admin/anyshelf/channels/types"
import { useFormat } from "../../lib/use-format"
import { Charts } from "./charts"
import { Figure } from "./figure"

/** How a connection does, now and over time. */
export function Overview({ connection }: { readonly connection: ConnectionAnswer }) {
  const { health } = connection
  return (
    <div className="divide-ui-border-base divide-y">
      {health && <Figures health={health} publicUrl={connection.public_url} />}
      {health && health.readings.some(({ finished_at }) => finished_at === null) && <Readings health={health} />}
      <Charts id={connection.id} />
    </div>
  )
}

function Figures({ health, publicUrl }: { readonly health: HealthAnswer; readonly publicUrl: string | null }) {
  const { t, quantity, duration, age } = useFormat()
  const { lag, queue, drift, inbox, throttle, webhooks } = health
  const none = t("channels.figures.none")
  return (
    <dl className="divide-ui-border-base grid grid-cols-1 gap-x-6 gap-y-5 px-6 py-5 sm:grid-cols-2 lg:grid-cols-4">
      <Figure
        label={t("channels.figures.lag")}
        value={lag.p99_ms === null ? none : duration(lag.p99_ms)}
        hint={
          lag.p50_ms === null
            ? t("channels.figures.lagNone")
            : t("channels.figures.lagHint", { p50: duration(lag.p50_ms) })
        }
      />
      <Figure
        label={t("channels.figures.queue")}
        value={quantity(queue.depth)}
        hint={
          queue.depth > 0
            ? t("channels.figures.queueHint", { age: duration(queue.oldest_ms) })
            : t("channels.figures.queueNone")
        }
      />
      <Figure label={t("channels.figures.drift")} value={quantity(drift)} hint={t("channels.figures.driftHint")} />
      <Figure
        label={t("channels.figures.inbox")}
        value={quantity(inbox.depth)}
        hint={
          inbox.depth > 0
            ? t("channels.figures.queueHint", { age: duration(inbox.oldest_ms) })
            : t("channels.figures.inboxNone")
        }
      />
      <Figure
        label={t("channels.figures.headroom")}
        value={throttle ? `${Math.round((throttle.available / Math.max(1, throttle.capacity)) * 100)} %` : none}
        hint={
          throttle
            ? t("channels.figures.headroomHint", {
                available: quantity(throttle.available),
                capacity: quantity(throttle.capacity),
                perSecond: quantity(throttle.per_second),
              })
            : t("channels.figures.headroomUnknown")
        }
      />
      <Figure
        label={t("channels.figures.contact")}
        value={health.last_contact_at ? age(health.last_contact_at) : t("channels.figures.never")}
        hint={health.orders_drained_at ? t("channels.figures.contactHint", { age: age(health.orders_drained_at) }) : ""}
      />
      <Figure
        label={t("channels.figures.webhooks")}
        value={webhooks.checked_at ? age(webhooks.checked_at) : none}
        hint={webhookHint(webhooks, publicUrl)}
      />
    </dl>
  )

  function webhookHint({ checked_at, mended_at }: HealthAnswer["webhooks"], url: string | null): string {
    if (url === null) return t("channels.figures.webhooksNone")
    if (mended_at) return t("channels.figures.webhooksMended", { age: age(mended_at) })
    return checked_at ? t("channels.figures.webhooksOk", { age: age(checked_at) }) : ""
  }
}

function Readings({ health }: { readonly health: HealthAnswer }) {
  const { t, quantity } = useFormat()
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <Text size="small" weight="plus">
        {t("channels.readings.title")}
      </Text>
      {health.readings
        .filter(({ finished_at }) => finished_at === null)
        .map(({ feed, done, total }) => (
          <ProgressBar
            key={feed}
            done={done}
            total={total}
            label={
              total === null
                ? t("channels.readings.count", { feed, done: quantity(done) })
                : t("channels.readings.progress", { feed, done: quantity(done), total: quantity(total) })
            }
          />
        ))}
    </div>
  )
}
