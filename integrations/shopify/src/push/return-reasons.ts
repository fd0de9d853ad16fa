import { Rejected } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { ReturnReasonsQuery } from "../generated/admin"
import { returnReasons } from "../operations/returns"

type Reason = ReturnReasonsQuery["returnReasonDefinitions"]["nodes"][number]

const READ = 200

/** What a return is for when nobody says: Shopify's own words for it. */
const UNSAID = ["other", "unknown"]

/** Shopify's library of reasons for a return, read once and kept: it is the same for all shops, and changes with API versions. */
export class Reasons {
  private known: readonly Reason[] | null = null

  /** Shopify's reason for ours, by its handle or its name; else its word for any other. Null where it has none at all. */
  async find(call: Call, reason: string): Promise<string | null> {
    const known = await this.read(call)
    const wanted = slug(reason)
    const by = (word: string) => known.find(({ handle, name }) => slug(handle) === word || slug(name) === word)
    return (by(wanted) ?? UNSAID.map(by).find(Boolean))?.id ?? null
  }

  private async read(call: Call): Promise<readonly Reason[]> {
    if (this.known) return this.known
    try {
      const { nodes } = (await call(returnReasons, { first: READ })).returnReasonDefinitions
      return (this.known = nodes.filter(({ deleted }) => !deleted))
    } catch (error) {
      // A return is worth more than its reason, and what is wrong with the reason is not known to be wrong with the return.
      if (error instanceof Rejected) return []
      throw error
    }
  }
}

const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
