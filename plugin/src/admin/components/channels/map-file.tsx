import { Button, Drawer, Text, toast } from "@medusajs/ui"
import { useRef, useState } from "react"
import type { BulkMapAnswer, ListingState } from "../../../api/admin/anyshelf/channels/types"
import { channelsApi } from "../../lib/channels-api"
import { useAct } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"

/** Maps many listings by a CSV file: what would come of it is shown before anything changes. */
export function MapFile({ id, state }: { readonly id: string; readonly state: ListingState | "" }) {
  const { t } = useFormat()
  return (
    <Drawer>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary">
          {t("channels.listings.file")}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("channels.listings.fileTitle")}</Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col items-start gap-y-4 overflow-y-auto">
          <Text size="small" className="text-ui-fg-subtle">
            {t("channels.listings.fileHint")}
          </Text>
          <Button size="small" variant="transparent" className="-ms-2" asChild>
            <a href={channelsApi.fileUrl(id, state)} download>
              {t("channels.listings.template")}
            </a>
          </Button>
          <Upload id={id} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}

function Upload({ id }: { readonly id: string }) {
  const { t, fault } = useFormat()
  const box = useRef<HTMLInputElement>(null)
  const [csv, setCsv] = useState<string | null>(null)
  const check = useAct((text: string) => channelsApi.mapByFile(id, text, true))
  const apply = useAct((text: string) => channelsApi.mapByFile(id, text, false))
  const onError = (error: unknown) => toast.error(fault(error))
  async function take(file: File | undefined) {
    if (!file) return
    const text = await file.text()
    setCsv(text)
    apply.reset()
    check.mutate(text, { onError })
  }
  const answer = apply.data ?? check.data
  return (
    <div className="flex w-full flex-col items-start gap-y-4">
      <input
        ref={box}
        type="file"
        accept=".csv,text/csv"
        className="sr-only"
        aria-label={t("channels.listings.upload")}
        onChange={(event) => {
          void take(event.target.files?.[0])
          // The same file, corrected, is to be taken again.
          event.target.value = ""
        }}
      />
      <Button size="small" variant="secondary" isLoading={check.isPending} onClick={() => box.current?.click()}>
        {t("channels.listings.upload")}
      </Button>
      {answer && <Outcome answer={answer} />}
      {csv !== null && check.data && !apply.data && check.data.mapped + check.data.ignored > 0 && (
        <Button size="small" isLoading={apply.isPending} onClick={() => apply.mutate(csv, { onError })}>
          {t("channels.listings.apply")}
        </Button>
      )}
    </div>
  )
}

/** How many errors are worth reading at once. */
const errorsMax = 20

function Outcome({ answer }: { readonly answer: BulkMapAnswer }) {
  const { t, quantity } = useFormat()
  const { rows, mapped, ignored, unchanged, failed, errors } = answer
  const figures = Object.fromEntries(
    Object.entries({ rows, mapped, ignored, unchanged, failed }).map(([name, value]) => [name, quantity(value)])
  )
  return (
    <div role="status" className="flex flex-col gap-y-2">
      <Text size="small">{t(answer.dry_run ? "channels.listings.check" : "channels.listings.done", figures)}</Text>
      {errors.length > 0 && (
        <ul className="text-ui-fg-error txt-compact-small flex flex-col gap-y-1">
          {errors.slice(0, errorsMax).map(({ line, message }) => (
            <li key={`${line} ${message}`} className="break-words">
              {t("channels.listings.line", { line: quantity(line), message })}
            </li>
          ))}
          {failed > errorsMax && <li>{t("channels.listings.moreErrors", { count: failed - errorsMax })}</li>}
        </ul>
      )}
    </div>
  )
}
