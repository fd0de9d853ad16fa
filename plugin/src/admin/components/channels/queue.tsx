import { CheckCircle } from "@medusajs/icons"
import { Badge, Button, Skeleton, toast } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type {
  CommandAnswer,
  ConnectionAnswer,
  PoisonedNumber,
  TaskAnswer,
} from "../../../api/admin/anyshelf/channels/types"
import { channelsApi } from "../../lib/channels-api"
import { shortId } from "../../lib/format"
import { useAct, useQueue } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"
import { FaultNotice } from "../fault-notice"
import { Notice } from "../notice"
import { QueueRow, QueueSection } from "./queue-section"

/** How many things of a connection wait for a person. */
export function needsPerson({ health }: Pick<ConnectionAnswer, "health">): number {
  return health ? health.poisoned + health.refused_commands + health.open_tasks : 0
}

/** Everything that waits for a person: what the channel refuses, and what only a person can decide. */
export function Queue({ connection: { id } }: { readonly connection: ConnectionAnswer }) {
  const { t } = useFormat()
  const poisoned = useQueue(id, "poisoned")
  const refused = useQueue(id, "refused")
  const tasks = useQueue(id, "tasks")
  const lists = [poisoned, refused, tasks]
  const failed = lists.find(({ isError }) => isError)
  if (lists.some(({ isPending }) => isPending)) return <Skeleton className="m-6 h-[240px] rounded-lg" />
  if (failed)
    return (
      <FaultNotice
        error={failed.error}
        onRetry={() => lists.forEach((list) => void list.refetch())}
        isRetrying={failed.isFetching}
      />
    )
  const numbers = poisoned.data?.pages.flatMap((page) => page.poisoned) ?? []
  const commands = refused.data?.pages.flatMap((page) => page.commands) ?? []
  const open = tasks.data?.pages.flatMap((page) => page.tasks) ?? []
  if (numbers.length + commands.length + open.length === 0)
    return (
      <Notice
        icon={<CheckCircle aria-hidden className="text-ui-tag-green-icon" />}
        title={t("channels.queue.none.title")}
        message={t("channels.queue.none.message")}
      />
    )
  return (
    <div className="divide-ui-border-base divide-y">
      <QueueSection title={t("channels.queue.tasks")} list={tasks} rows={open}>
        {(task) => <Task key={task.id} id={id} task={task} />}
      </QueueSection>
      <QueueSection
        title={t("channels.queue.poisoned")}
        list={poisoned}
        rows={numbers}
        action={<RetryAll onRetry={() => channelsApi.retryPoisoned(id, { all: true })} />}
      >
        {(number) => <Number key={number.id} id={id} number={number} />}
      </QueueSection>
      <QueueSection
        title={t("channels.queue.refused")}
        list={refused}
        rows={commands}
        action={<RetryAll onRetry={() => channelsApi.retryCommands(id, { all: true })} />}
      >
        {(command) => <Command key={command.id} id={id} command={command} />}
      </QueueSection>
    </div>
  )
}

function useRetry(retry: () => Promise<{ retried: number }>) {
  const { t, fault } = useFormat()
  const act = useAct(retry)
  return {
    isPending: act.isPending,
    run: () =>
      act.mutate(undefined, {
        onSuccess: ({ retried }) => void toast.success(t("channels.queue.retried", { count: retried })),
        onError: (error) => void toast.error(fault(error)),
      }),
  }
}

function RetryAll({ onRetry }: { readonly onRetry: () => Promise<{ retried: number }> }) {
  const { t } = useFormat()
  const { run, isPending } = useRetry(onRetry)
  return (
    <Button size="small" variant="secondary" isLoading={isPending} onClick={run}>
      {t("channels.queue.retryAll")}
    </Button>
  )
}

function Number({ id, number }: { readonly id: string; readonly number: PoisonedNumber }) {
  const { t, quantity, age } = useFormat()
  const { run, isPending } = useRetry(() => channelsApi.retryPoisoned(id, { ids: [number.id] }))
  const amount = (value: number | null) => (value === null ? t("channels.figures.none") : quantity(value))
  return (
    <QueueRow
      title={`${number.title}${number.sku ? ` · ${number.sku}` : ""}`}
      reason={number.reason}
      details={[
        t("channels.queue.shows", { confirmed: amount(number.confirmed), wanted: amount(number.wanted) }),
        t("channels.queue.attempts", { count: number.attempts }),
        t("channels.queue.since", { age: age(number.since) }),
      ]}
    >
      <Button size="small" variant="secondary" isLoading={isPending} onClick={run}>
        {t("channels.queue.retry")}
      </Button>
    </QueueRow>
  )
}

function Command({ id, command }: { readonly id: string; readonly command: CommandAnswer }) {
  const { t, age, fault } = useFormat()
  const { run, isPending } = useRetry(() => channelsApi.retryCommands(id, { ids: [command.id] }))
  const drop = useAct(() => channelsApi.dropCommand(id, command.id))
  return (
    <QueueRow
      title={command.type}
      reason={command.error ?? ""}
      details={[
        command.order_ref ? shortId(command.order_ref) : "",
        t("channels.queue.attempts", { count: command.attempts }),
        t("channels.queue.since", { age: age(command.created_at) }),
      ]}
      link={command.order_id && <OrderLink orderId={command.order_id} />}
    >
      <Button
        size="small"
        variant="transparent"
        isLoading={drop.isPending}
        onClick={() =>
          drop.mutate(undefined, {
            onSuccess: () => void toast.success(t("channels.queue.dropped")),
            onError: (error) => void toast.error(fault(error)),
          })
        }
      >
        {t("channels.queue.drop")}
      </Button>
      <Button size="small" variant="secondary" isLoading={isPending} onClick={run}>
        {t("channels.queue.retry")}
      </Button>
    </QueueRow>
  )
}

function OrderLink({ orderId }: { readonly orderId: string }) {
  const { t } = useFormat()
  return (
    <Link to={`/orders/${orderId}`} className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover">
      {t("channels.queue.order")}
    </Link>
  )
}

function Task({ id, task }: { readonly id: string; readonly task: TaskAnswer }) {
  const { t, age, fault } = useFormat()
  const close = useAct(() => channelsApi.closeTask(id, task.id))
  return (
    <QueueRow
      title={shortId(task.subject)}
      badge={
        <Badge size="2xsmall">
          {t(`channels.queue.kinds.${task.kind}` as "channels.queue.kinds.oversold", task.kind)}
        </Badge>
      }
      reason={task.reason}
      details={[t("channels.queue.since", { age: age(task.opened_at) })]}
    >
      <Button
        size="small"
        variant="secondary"
        isLoading={close.isPending}
        onClick={() => close.mutate(undefined, { onError: (error) => void toast.error(fault(error)) })}
      >
        {t("channels.queue.close")}
      </Button>
    </QueueRow>
  )
}
