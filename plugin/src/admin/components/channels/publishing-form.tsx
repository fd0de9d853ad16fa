import { Button, RadioGroup, toast } from "@medusajs/ui"
import { useState, type FormEvent } from "react"
import type { ConnectionAnswer } from "../../../api/admin/anyshelf/channels/types"
import { channelsApi } from "../../lib/channels-api"
import { fieldsOf, limits, publishingKinds, readDraft, toDraft, type PublishingKind } from "../../lib/publishing-draft"
import { useAct } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"
import { TextField } from "./text-field"

/** How much of what can be promised is shown here while others sell it too. */
export function PublishingForm({ connection }: { readonly connection: ConnectionAnswer }) {
  const { t, quantity, fault } = useFormat()
  const [draft, setDraft] = useState(toDraft(connection.publishing))
  const [wrong, setWrong] = useState<keyof typeof limits | null>(null)
  const save = useAct((publishing: ConnectionAnswer["publishing"]) => channelsApi.change(connection.id, { publishing }))
  function submit(event: FormEvent) {
    event.preventDefault()
    const read = readDraft(draft)
    setWrong(read.ok ? null : read.field)
    if (!read.ok) return
    save.mutate(read.publishing, {
      onSuccess: () => void toast.success(t("channels.settings.saved")),
      onError: (error) => void toast.error(fault(error)),
    })
  }
  const label = (field: keyof typeof limits) =>
    t(
      field === "percent" && draft.kind === "split-when-scarce"
        ? "channels.settings.share"
        : `channels.settings.${field}`
    )
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-y-4">
      <RadioGroup
        value={draft.kind}
        onValueChange={(kind) => setDraft({ ...draft, kind: kind as PublishingKind })}
        aria-label={t("channels.settings.publishing")}
      >
        {publishingKinds.map((kind) => (
          <RadioGroup.ChoiceBox
            key={kind}
            value={kind}
            label={t(`channels.settings.modes.${kind}`)}
            description={t(`channels.settings.modeHints.${kind}`)}
          />
        ))}
      </RadioGroup>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        {fieldsOf[draft.kind].map((field) => (
          <TextField
            key={field}
            isNumber
            label={label(field)}
            value={draft[field]}
            onChange={(value) => setDraft({ ...draft, [field]: value })}
            mistake={
              wrong === field
                ? t("channels.settings.wrong", { min: quantity(limits[field].min), max: quantity(limits[field].max) })
                : null
            }
          />
        ))}
      </div>
      <Button type="submit" size="small" className="self-end" isLoading={save.isPending}>
        {t("channels.settings.save")}
      </Button>
    </form>
  )
}
