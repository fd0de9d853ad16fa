import type { Run } from "../../run"

/** What the list of channels shows of a connection besides its health. */
export interface ConnectionExtras {
  readonly id: string
  readonly status: "connected" | "disconnected" | "misconfigured"
  readonly reason: string | null
  readonly listingsReadAt: Date | null
  readonly webhooksCheckedAt: Date | null
  readonly webhooksMendedAt: Date | null
  readonly refusedCommands: number
  readonly ignoredListings: number
  readonly readings: readonly {
    readonly feed: string
    readonly startedAt: string
    readonly finishedAt: string | null
    readonly done: number
    readonly total: number | null
  }[]
}

/** Of all connections, in one statement. */
export function readConnectionExtras(run: Run): Promise<ConnectionExtras[]> {
  return run(
    `SELECT c.id, c.status, c.reason, c.listings_read_at AS "listingsReadAt", c.webhooks_checked_at AS "webhooksCheckedAt",
       c.webhooks_mended_at AS "webhooksMendedAt",
       (SELECT count(*)::int FROM anyshelf_channel_command m
        WHERE m.connection_id = c.id AND m.state = 'refused' AND m.deleted_at IS NULL) AS "refusedCommands",
       (SELECT count(*)::int FROM anyshelf_channel_listing l
        WHERE l.connection_id = c.id AND l.state = 'ignored' AND l.deleted_at IS NULL) AS "ignoredListings",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('feed', r.feed, 'startedAt', r.started_at, 'finishedAt', r.finished_at,
          'done', r.done, 'total', r.total) ORDER BY r.feed), '[]')
        FROM anyshelf_channel_reading r WHERE r.connection_id = c.id AND r.kind = 'sweep' AND r.started_at IS NOT NULL
          AND r.deleted_at IS NULL) AS readings
     FROM anyshelf_channel_connection c WHERE c.deleted_at IS NULL ORDER BY c.id`,
    {}
  )
}
