import { Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import type { ConnectionAnswer } from "../../../api/admin/anyshelf/channels/types"
import { useFormat } from "../../lib/use-format"
import { AccountForm } from "./account-form"
import { Keys } from "./keys"
import { PlacesForm } from "./places-form"
import { PublishingForm } from "./publishing-form"

/** How stock is shown, which places belong together, and the account. */
export function Settings({ connection }: { readonly connection: ConnectionAnswer }) {
  const { t } = useFormat()
  // Forms begin with what is stored: a change from elsewhere begins them anew.
  const version = JSON.stringify([connection.publishing, connection.locations, connection.secrets, connection.config])
  return (
    <div key={version} className="divide-ui-border-base divide-y">
      <Section title={t("channels.settings.publishing")} hint={t("channels.settings.publishingHint")}>
        <PublishingForm connection={connection} />
      </Section>
      <Section title={t("channels.settings.places")} hint={t("channels.settings.placesHint")}>
        <PlacesForm connection={connection} />
      </Section>
      <Section
        title={t("channels.settings.account")}
        hint={connection.source === "options" ? t("channels.settings.fromCode") : ""}
      >
        <AccountForm connection={connection} />
      </Section>
      {connection.vendor === "remote" && (
        <Section title={t("channels.settings.keys")} hint={t("channels.settings.keysHint")}>
          <Keys id={connection.id} />
        </Section>
      )}
    </div>
  )
}

function Section(props: { readonly title: string; readonly hint: string; readonly children: ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-x-8 gap-y-4 px-6 py-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
      <div>
        <Heading level="h2">{props.title}</Heading>
        {props.hint && (
          <Text size="small" className="text-ui-fg-subtle mt-1">
            {props.hint}
          </Text>
        )}
      </div>
      <div className="min-w-0">{props.children}</div>
    </section>
  )
}
