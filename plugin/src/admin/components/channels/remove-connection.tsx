import { Button, toast, usePrompt } from "@medusajs/ui"
import { channelsApi } from "../../lib/channels-api"
import { useAct } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"

/** Removes a connection, after asking. */
export function RemoveConnection({ id, onRemoved }: { readonly id: string; readonly onRemoved: () => void }) {
  const { t, fault } = useFormat()
  const ask = usePrompt()
  const remove = useAct(() => channelsApi.remove(id))
  async function confirm() {
    const isSure = await ask({
      title: t("channels.settings.removeTitle"),
      description: t("channels.settings.removeMessage"),
      confirmText: t("channels.actions.remove"),
      cancelText: t("channels.settings.cancel"),
    })
    if (isSure) remove.mutate(undefined, { onSuccess: onRemoved, onError: (error) => toast.error(fault(error)) })
  }
  return (
    <Button size="small" variant="danger" isLoading={remove.isPending} onClick={() => void confirm()}>
      {t("channels.actions.remove")}
    </Button>
  )
}
