import { Badge, Button, Checkbox, Label, Skeleton, Text, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import type { ConnectionAnswer, PlacesAnswer } from "../../../api/admin/anyshelf/channels/types"
import { channelsApi } from "../../lib/channels-api"
import { useAct, usePlaces } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"
import { FaultNotice } from "../fault-notice"

/** Which of our locations stand behind each place of the channel. */
export function PlacesForm({ connection }: { readonly connection: ConnectionAnswer }) {
  const answer = usePlaces(connection.id)
  if (answer.isPending) return <Skeleton className="h-[160px] rounded-lg" />
  if (!answer.data)
    return (
      <FaultNotice
        className="py-8"
        error={answer.error}
        onRetry={() => void answer.refetch()}
        isRetrying={answer.isFetching}
      />
    )
  return <Mapping connection={connection} places={answer.data} />
}

/** The channel's place, by name → our locations, by id. */
type Chosen = Readonly<Record<string, readonly string[]>>

function Mapping({ connection, places }: { readonly connection: ConnectionAnswer; readonly places: PlacesAnswer }) {
  const { t, fault } = useFormat()
  const stored = Object.fromEntries(places.channel_places.map((place) => [place.id, place.location_ids]))
  const [chosen, setChosen] = useState<Chosen>(stored)
  const save = useAct((locations: Record<string, string[]>) => channelsApi.change(connection.id, { locations }))
  const isChanged = JSON.stringify(chosen) !== JSON.stringify(stored)
  const toggle = (placeId: string, locationId: string) => {
    const now = chosen[placeId] ?? []
    const next = now.includes(locationId) ? now.filter((id) => id !== locationId) : [...now, locationId]
    setChosen({ ...chosen, [placeId]: next })
  }
  const submit = () =>
    save.mutate(
      Object.fromEntries(Object.entries(chosen).flatMap(([id, ids]) => (ids.length > 0 ? [[id, [...ids]]] : []))),
      {
        onSuccess: () => void toast.success(t("channels.settings.saved")),
        onError: (error) => void toast.error(fault(error)),
      }
    )
  if (places.channel_places.length === 0)
    return (
      <Text role="status" size="small" className="text-ui-fg-muted break-words">
        {places.reason ?? t("channels.settings.noPlaces")}
      </Text>
    )
  return (
    <div className="flex flex-col gap-y-4">
      {places.mapping === null && (
        <Text size="small" className="text-ui-fg-muted">
          {t("channels.settings.byName")}
        </Text>
      )}
      <ul className="flex flex-col gap-y-3">
        {places.channel_places.map((place) => (
          <li key={place.id} className="border-ui-border-base rounded-lg border px-4 py-3">
            <Text size="small" weight="plus" className="mb-2 flex items-center gap-x-2 break-words">
              {place.name}
              {!place.active && <Badge size="2xsmall">{t("channels.figures.none")}</Badge>}
            </Text>
            <div className="grid grid-cols-1 gap-x-6 gap-y-2 sm:grid-cols-2">
              {places.locations.map((location) => (
                <Location
                  key={location.id}
                  name={location.name}
                  isChosen={(chosen[place.id] ?? []).includes(location.id)}
                  onToggle={() => toggle(place.id, location.id)}
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
      {places.reason && (
        <Text role="status" size="small" className="text-ui-fg-error break-words">
          {places.reason}
        </Text>
      )}
      <Button size="small" className="self-end" disabled={!isChanged} isLoading={save.isPending} onClick={submit}>
        {t("channels.settings.save")}
      </Button>
    </div>
  )
}

function Location(props: { readonly name: string; readonly isChosen: boolean; readonly onToggle: () => void }) {
  const id = useId()
  return (
    <div className="flex items-center gap-x-2">
      <Checkbox id={id} checked={props.isChosen} onCheckedChange={props.onToggle} />
      <Label htmlFor={id} size="small" className="break-words">
        {props.name}
      </Label>
    </div>
  )
}
