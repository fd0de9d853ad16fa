import { Button, Drawer, Skeleton, Text } from "@medusajs/ui"
import { useState, type FormEvent } from "react"
import type { CreateConnectionBody, VendorAnswer } from "../../../api/admin/anyshelf/channels/types"
import { channelsApi } from "../../lib/channels-api"
import { readConfigDraft, toConfigDraft, type ConfigDraft } from "../../lib/config-draft"
import { useAct, useVendors } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"
import { FaultNotice } from "../fault-notice"
import { ChoiceField, ConfigFields } from "./config-fields"
import { TextField } from "./text-field"

interface ConnectDrawerProps {
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
  readonly onConnected: (id: string) => void
}

/** Connects a further shop. */
export function ConnectDrawer({ isOpen, onOpen, onConnected }: ConnectDrawerProps) {
  const { t } = useFormat()
  const answer = useVendors(isOpen)
  const remedy = answer.data?.secrets.remedy
  return (
    <Drawer open={isOpen} onOpenChange={onOpen}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("channels.form.title")}</Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-4 overflow-y-auto">
          {answer.isPending && <Skeleton className="h-[240px] rounded-lg" />}
          {answer.isError && (
            <FaultNotice
              className="py-8"
              error={answer.error}
              onRetry={() => void answer.refetch()}
              isRetrying={answer.isFetching}
            />
          )}
          {remedy && (
            <Text role="alert" size="small" className="text-ui-fg-error break-words">
              {remedy}
            </Text>
          )}
          {answer.data?.vendors.length === 0 && (
            <Text size="small" className="text-ui-fg-muted">
              {t("channels.form.noVendors")}
            </Text>
          )}
          {answer.data && answer.data.vendors.length > 0 && (
            <ConnectForm
              vendors={answer.data.vendors}
              onConnected={(id) => {
                onOpen(false)
                onConnected(id)
              }}
            />
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}

interface ConnectFormProps {
  readonly vendors: readonly VendorAnswer[]
  readonly onConnected: (id: string) => void
}

const nothing: ConfigDraft = {}

function ConnectForm({ vendors, onConnected }: ConnectFormProps) {
  const { t, fault } = useFormat()
  const [vendorId, setVendorId] = useState(vendors[0]?.id ?? "")
  const vendor = vendors.find(({ id }) => id === vendorId)
  const [id, setId] = useState("")
  const [salesChannel, setSalesChannel] = useState("")
  const [draft, setDraft] = useState<ConfigDraft>(nothing)
  const [wrong, setWrong] = useState<readonly string[]>([])
  const create = useAct((body: CreateConnectionBody) => channelsApi.create(body))
  if (!vendor) return null
  const filled = { ...toConfigDraft(vendor.fields, {}), ...draft }
  function submit(event: FormEvent, { id: chosen, fields, can_install }: VendorAnswer) {
    event.preventDefault()
    const read = readConfigDraft(fields, filled, nothing)
    // What the vendor's consent will bring may be missing.
    const missing = can_install ? [] : fields.filter(({ name, is_required }) => is_required && !filled[name]?.trim())
    const mistakes = [...read.wrong, ...missing.map(({ name }) => name)]
    setWrong([...mistakes, ...(id.trim() ? [] : ["id"]), ...(salesChannel.trim() ? [] : ["sales_channel"])])
    if (mistakes.length > 0 || !id.trim() || !salesChannel.trim()) return
    const body = { id: id.trim(), vendor: chosen, config: read.config, sales_channel: salesChannel.trim() }
    create.mutate(body, { onSuccess: ({ connection }) => onConnected(connection.id) })
  }
  const required = (name: string) => (wrong.includes(name) ? t("channels.form.required") : null)
  return (
    <form onSubmit={(event) => submit(event, vendor)} noValidate className="flex flex-col gap-y-4">
      <ChoiceField
        label={t("channels.form.vendor")}
        value={vendorId}
        choices={Object.fromEntries(vendors.map((each) => [each.id, each.id]))}
        onChange={(next) => {
          setVendorId(next)
          setDraft(nothing)
        }}
      />
      <TextField
        label={t("channels.form.id")}
        hint={t("channels.form.idHint")}
        value={id}
        onChange={setId}
        mistake={required("id")}
      />
      <TextField
        label={t("channels.settings.salesChannel")}
        value={salesChannel}
        onChange={setSalesChannel}
        mistake={required("sales_channel")}
      />
      <ConfigFields fields={vendor.fields} draft={filled} onChange={setDraft} wrong={wrong} />
      {vendor.can_install && (
        <Text size="small" className="text-ui-fg-muted">
          {t("channels.form.toInstall", { vendor: vendor.id })}
        </Text>
      )}
      {create.isError && (
        <Text role="alert" size="small" className="text-ui-fg-error break-words">
          {fault(create.error)}
        </Text>
      )}
      <Button type="submit" size="small" className="self-end" isLoading={create.isPending}>
        {t("channels.form.create")}
      </Button>
    </form>
  )
}
