/** How often one connection's refusals are told of. */
const everyMs = 60_000
/** Connections that are kept in mind; whoever sends more names than this has none of ours. */
const connectionsMax = 1_000

interface Told {
  at: number
  since: number
}

/** Says that webhooks were refused, once a minute for each connection, however many were: nobody fills our log from outside. */
export class RefusalLog {
  private readonly told = new Map<string, Told>()

  constructor(
    private readonly warn: (message: string) => void,
    private readonly now: () => number = Date.now
  ) {}

  add(connectionId: string, reason: "signature" | "malformed"): void {
    const now = this.now()
    const known = this.told.get(connectionId)
    if (known && now - known.at < everyMs) {
      known.since += 1
      return
    }
    if (!known && this.told.size >= connectionsMax) return
    this.told.set(connectionId, { at: now, since: 0 })
    const more = known && known.since > 0 ? ` ${known.since} more were refused since the last time this was said.` : ""
    const why =
      reason === "signature"
        ? "its signature is not ours: compare the webhook secret on both sides"
        : "it cannot be read"
    this.warn(`[${connectionId}] A webhook was refused, since ${why}.${more}`)
  }
}
