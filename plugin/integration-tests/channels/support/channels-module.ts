import { resolve } from "node:path"
import { MedusaApp, MedusaModule } from "@medusajs/framework/modules-sdk"
import { ContainerRegistrationKeys, createPgConnection } from "@medusajs/framework/utils"
import { channelsModule } from "../../../src/modules/channels"
import type ChannelsService from "../../../src/modules/channels/service"
import { createDatabase, type TestDatabase } from "../../support/database"

/** The channels module alone, migrated as an app would migrate it, on a database of its own. */
export interface ChannelsUnderTest {
  readonly channels: ChannelsService
  readonly database: TestDatabase
  /** Statements that the module sent since it was booted. */
  statements(): number
  close(): Promise<void>
}

/** Boots the module in a second or two. */
export async function bootChannels(): Promise<ChannelsUnderTest> {
  const database = await createDatabase()
  const connection = createPgConnection({ clientUrl: database.url, pool: { max: 16 } })
  let statements = 0
  connection.on("query", () => (statements += 1))
  MedusaModule.clearInstances()
  const app = await MedusaApp({
    modulesConfig: {
      [channelsModule]: { resolve: resolve(__dirname, "../../../src/modules/channels"), options: {} },
    },
    sharedResourcesConfig: { database: { clientUrl: database.url } },
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
      [ContainerRegistrationKeys.LOGGER]: { ...console, info: () => undefined },
    },
  })
  const log = jest.spyOn(console, "log").mockImplementation()
  await app.runMigrations().finally(() => log.mockRestore())
  return {
    channels: app.modules[channelsModule] as unknown as ChannelsService,
    database,
    statements: () => statements,
    close: async () => {
      await connection.destroy()
      await database.drop()
    },
  }
}

/** So many listings of one stock item each, with one publication each, all due. */
export async function list(channels: ChannelsService, connectionId: string, count: number): Promise<void> {
  const refs = Array.from({ length: count }, (_none, index) => `ref-${index}`)
  const stored = await channels.upsertListings(
    connectionId,
    refs.map((ref) => ({
      externalId: ref,
      productRef: ref,
      stockRef: ref,
      title: ref,
      sku: ref,
      barcode: null,
      externalUpdatedAt: "2026-11-23T10:00:00.000Z",
      state: "mapped" as const,
      reason: null,
      variantId: `variant_${ref}`,
      components: [{ inventoryItemId: `iitem_${ref}`, requiredQuantity: 1 }],
      inventoryItemIds: [`iitem_${ref}`],
    }))
  )
  await channels.ensurePublications(
    stored.map(({ id, stockRef }) => ({ connectionId, listingId: id, stockRef, locationRef: "web" }))
  )
}
