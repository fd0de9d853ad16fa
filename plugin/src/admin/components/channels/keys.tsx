import { Button, Copy, Input, Skeleton, Text, toast } from "@medusajs/ui"
import { useState, type FormEvent } from "react"
import { channelsApi, type ChannelKey } from "../../lib/channels-api"
import { useAct, useKeys } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"
import { FaultNotice } from "../fault-notice"

/** The keys of a connector that runs elsewhere. A new one is shown once. */
export function Keys({ id }: { readonly id: string }) {
  const answer = useKeys(id)
  return (
    <div className="flex flex-col gap-y-4">
      <NewKey id={id} />
      {answer.isPending && <Skeleton className="h-[80px] rounded-lg" />}
      {answer.isError && (
        <FaultNotice
          className="py-8"
          error={answer.error}
          onRetry={() => void answer.refetch()}
          isRetrying={answer.isFetching}
        />
      )}
      {answer.data && answer.data.keys.length > 0 && (
        <ul className="border-ui-border-base divide-ui-border-base divide-y rounded-lg border">
          {answer.data.keys.map((key) => (
            <Key key={key.id} connectionId={id} held={key} />
          ))}
        </ul>
      )}
    </div>
  )
}

function NewKey({ id }: { readonly id: string }) {
  const { t, fault } = useFormat()
  const [title, setTitle] = useState("")
  const create = useAct(() => channelsApi.createKey(id, title.trim()))
  function submit(event: FormEvent) {
    event.preventDefault()
    if (title.trim() === "") return
    create.mutate(undefined, { onSuccess: () => setTitle(""), onError: (error) => void toast.error(fault(error)) })
  }
  return (
    <>
      <form onSubmit={submit} className="flex flex-col gap-2 sm:flex-row">
        <Input
          size="small"
          className="sm:w-[280px]"
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          placeholder={t("channels.settings.keyTitle")}
          aria-label={t("channels.settings.keyTitle")}
        />
        <Button
          type="submit"
          size="small"
          variant="secondary"
          isLoading={create.isPending}
          disabled={title.trim() === ""}
        >
          {t("channels.settings.newKey")}
        </Button>
      </form>
      {create.data && (
        <div role="status" className="bg-ui-bg-subtle rounded-lg px-4 py-3">
          <Text size="small" weight="plus">
            {t("channels.settings.keyOnce")}
          </Text>
          <div className="mt-1 flex items-center gap-x-2">
            <code className="txt-compact-small min-w-0 break-all">{create.data.key}</code>
            <Copy content={create.data.key} />
          </div>
        </div>
      )}
    </>
  )
}

function Key({ connectionId, held }: { readonly connectionId: string; readonly held: ChannelKey }) {
  const { t, age, fault } = useFormat()
  const revoke = useAct(() => channelsApi.revokeKey(connectionId, held.id))
  const used = held.last_used_at
    ? t("channels.settings.keyUsed", { age: age(held.last_used_at) })
    : t("channels.settings.keyUnused")
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0">
        <Text size="small" className="break-words">
          {held.title}
        </Text>
        <Text size="xsmall" className="text-ui-fg-muted break-all">
          anyc_{held.id}… · {held.revoked_at ? t("channels.settings.revoked") : used}
        </Text>
      </div>
      {!held.revoked_at && (
        <Button
          size="small"
          variant="secondary"
          isLoading={revoke.isPending}
          onClick={() => revoke.mutate(undefined, { onError: (error) => void toast.error(fault(error)) })}
        >
          {t("channels.settings.revoke")}
        </Button>
      )}
    </li>
  )
}
