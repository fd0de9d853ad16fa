import { ChevronDownMini } from "@medusajs/icons"
import { Switch, Text, clx, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import type { ServiceRow } from "../../api/admin/anyshelf/availability/types"
import { useFormat } from "../lib/use-format"
import type { DetailsContext } from "./variant-details"

interface ChannelServicesProps extends DetailsContext {
  readonly services: readonly ServiceRow[]
}

/** Which locations serve the channel by which method. Closed at first: it is set up once and then looked at seldom. */
export function ChannelServices({ services, salesChannel, onSave }: ChannelServicesProps) {
  const { t, quantity } = useFormat()
  const [open, setOpen] = useState(false)
  const id = useId()
  const count = (method: "ship" | "pickup") => quantity(services.filter((each) => each[method]).length)
  return (
    <section>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="hover:bg-ui-bg-base-hover focus-visible:outline-ui-border-interactive flex w-full items-center justify-between gap-x-4 px-6 py-3 text-start -outline-offset-2 focus-visible:outline focus-visible:outline-2"
      >
        <span className="flex min-w-0 flex-col gap-x-3 sm:flex-row sm:items-baseline">
          <span className="txt-compact-small-plus">
            {t("availability.services.title", { channel: salesChannel.name })}
          </span>
          <span className="txt-compact-xsmall text-ui-fg-subtle">
            {t("availability.services.summary", { ship: count("ship"), pickup: count("pickup") })}
          </span>
        </span>
        <ChevronDownMini aria-hidden className={clx("text-ui-fg-muted transition-transform", open && "rotate-180")} />
      </button>
      <div id={id} hidden={!open} className="bg-ui-bg-subtle border-ui-border-base border-t px-6 py-2">
        {services.length === 0 && <NoServices channel={salesChannel.name} />}
        <ul className="divide-ui-border-base divide-y">
          {services.map((service) => (
            <li key={service.location_id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-2">
              <span className="txt-compact-small min-w-0 truncate">{service.location_name}</span>
              <span className="flex items-center gap-x-6">
                <Method service={service} method="ship" salesChannel={salesChannel} onSave={onSave} />
                <Method service={service} method="pickup" salesChannel={salesChannel} onSave={onSave} />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function NoServices({ channel }: { readonly channel: string }) {
  const { t } = useFormat()
  return (
    <Text size="small" className="text-ui-fg-muted py-2">
      {`${t("availability.services.none", { channel })} ${t("availability.services.noneNext")}`}
    </Text>
  )
}

interface MethodProps extends DetailsContext {
  readonly service: ServiceRow
  readonly method: "ship" | "pickup"
}

/** Shows what was chosen at once; goes back to what is when the server refuses. */
function Method({ service, method, salesChannel, onSave }: MethodProps) {
  const { t, fault } = useFormat()
  const [wanted, setWanted] = useState<boolean | null>(null)
  const id = useId()
  const label = t(`availability.services.${method}`)

  async function save(enabled: boolean) {
    setWanted(enabled)
    const { location_id } = service
    try {
      await onSave({ location_services: [{ location_id, sales_channel_id: salesChannel.id, method, enabled }] })
    } catch (error) {
      toast.error(t("availability.services.failed"), { description: fault(error) })
    } finally {
      setWanted(null)
    }
  }

  return (
    <span className="flex items-center gap-x-2">
      <Switch
        id={id}
        size="small"
        checked={wanted ?? service[method]}
        disabled={wanted !== null}
        onCheckedChange={(enabled) => void save(enabled)}
        aria-label={t("availability.services.toggle", { method: label, location: service.location_name })}
      />
      <label htmlFor={id} className="txt-compact-xsmall text-ui-fg-subtle">
        {label}
      </label>
    </span>
  )
}
