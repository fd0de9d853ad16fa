import { compareByName } from "../../domain/locations/by-name"
import { BriefCache } from "../brief-cache"
import { locationsOfChannels } from "../locations/queries"
import type { LocationRow } from "../rows"
import type { Run } from "../run"
import { channelsOfKey, currencyOfRegion, groupsOfCustomer, storeDefaults, type StoreDefaults } from "./queries"

/** A merchant's change of keys, regions or locations shows after this long at the latest. */
const limits = { lifetimeMs: 5_000, entriesMax: 1_000 }

/** Things about the store that change seldom and that each request needs. Kept for a few seconds, never longer. */
export class StoreReads {
  private readonly keys = new BriefCache<string[] | null>(limits)
  private readonly regions = new BriefCache<string | null>(limits)
  private readonly groups = new BriefCache<string[]>(limits)
  private readonly places = new BriefCache<readonly LocationRow[]>(limits)
  private readonly stores = new BriefCache<StoreDefaults>(limits)

  constructor(private readonly run: Run) {}

  /** The sales channels that a publishable key opens; null for an unknown or revoked one. */
  channelsOfKey(token: string): Promise<string[] | null> {
    return this.keys.get(token, () => channelsOfKey(this.run, token))
  }

  /** The currency of a region, lower case; null when there is no such region. */
  currencyOfRegion(regionId: string): Promise<string | null> {
    return this.regions.get(regionId, () => currencyOfRegion(this.run, regionId))
  }

  groupsOfCustomer(customerId: string): Promise<string[]> {
    return this.groups.get(customerId, () => groupsOfCustomer(this.run, customerId))
  }

  /** The locations that serve any of these channels, by name; null: all locations. */
  locationsOfChannels(channelIds: readonly string[] | null): Promise<readonly LocationRow[]> {
    return this.places.get(JSON.stringify(channelIds), async () =>
      (await locationsOfChannels(this.run, channelIds)).sort(compareByName)
    )
  }

  defaults(): Promise<StoreDefaults> {
    return this.stores.get("", () => storeDefaults(this.run))
  }
}
