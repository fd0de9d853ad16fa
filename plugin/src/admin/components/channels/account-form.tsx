import { Button, Text, toast } from "@medusajs/ui"
import { useState, type FormEvent } from "react"
import type { ChangeConnectionBody, ConnectionAnswer, FieldAnswer } from "../../../api/admin/anyshelf/channels/types"
import { channelsApi } from "../../lib/channels-api"
import { readConfigDraft, toConfigDraft } from "../../lib/config-draft"
import { useAct, useVendors } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"
import { ConfigFields } from "./config-fields"
import { TextField } from "./text-field"

/** The shop's own settings. Those of a connection that the app's code names are shown, not changed. */
export function AccountForm({ connection }: { readonly connection: ConnectionAnswer }) {
  const vendors = useVendors(connection.source === "admin")
  const fields = vendors.data?.vendors.find(({ id }) => id === connection.vendor)?.fields
  return connection.source === "admin" && fields ? (
    <Editable connection={connection} fields={fields} />
  ) : (
    <Shown connection={connection} />
  )
}

function Shown({ connection }: { readonly connection: ConnectionAnswer }) {
  const { t, age } = useFormat()
  const shown: [string, string][] = [
    [t("channels.settings.salesChannel"), connection.sales_channel],
    ...Object.entries(connection.config).map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
    ...connection.secrets.map(({ name, is_set, set_at }): [string, string] => [
      name,
      is_set ? (set_at ? age(set_at) : "••••••") : t("channels.settings.secretMissing"),
    ]),
    ...(connection.webhook_url ? [[t("channels.figures.webhooks"), connection.webhook_url] as [string, string]] : []),
  ]
  return (
    <dl className="border-ui-border-base divide-ui-border-base divide-y rounded-lg border">
      {shown.map(([name, value]) => (
        <div key={name} className="txt-compact-small flex flex-wrap justify-between gap-x-6 gap-y-1 px-4 py-2">
          <dt className="text-ui-fg-subtle">{name}</dt>
          <dd className="text-ui-fg-base min-w-0 break-all">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

interface EditableProps {
  readonly connection: ConnectionAnswer
  readonly fields: readonly FieldAnswer[]
}

function Editable({ connection, fields }: EditableProps) {
  const { t, fault } = useFormat()
  const before = toConfigDraft(fields, connection.config)
  const [draft, setDraft] = useState(before)
  const [salesChannel, setSalesChannel] = useState(connection.sales_channel)
  const [publicUrl, setPublicUrl] = useState(connection.public_url ?? "")
  const [wrong, setWrong] = useState<readonly string[]>([])
  const save = useAct((body: ChangeConnectionBody) => channelsApi.change(connection.id, body))
  function submit(event: FormEvent) {
    event.preventDefault()
    const read = readConfigDraft(fields, draft, before)
    setWrong(read.wrong)
    if (read.wrong.length > 0) return
    const body = {
      ...(Object.keys(read.config).length > 0 && { config: read.config }),
      ...(salesChannel.trim() !== connection.sales_channel && { sales_channel: salesChannel.trim() }),
      ...(publicUrl.trim() !== (connection.public_url ?? "") && { public_url: publicUrl.trim() || null }),
    }
    save.mutate(body, { onSuccess: () => void toast.success(t("channels.settings.saved")) })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-y-4">
      <TextField label={t("channels.settings.salesChannel")} value={salesChannel} onChange={setSalesChannel} />
      <ConfigFields fields={fields} draft={draft} onChange={setDraft} wrong={wrong} secrets={connection.secrets} />
      <TextField
        label={t("channels.settings.publicUrl")}
        hint={t("channels.settings.publicUrlHint")}
        value={publicUrl}
        onChange={setPublicUrl}
      />
      {save.isError && (
        <Text role="alert" size="small" className="text-ui-fg-error break-words">
          {fault(save.error)}
        </Text>
      )}
      <Button type="submit" size="small" className="self-end" isLoading={save.isPending}>
        {t("channels.settings.save")}
      </Button>
    </form>
  )
}
