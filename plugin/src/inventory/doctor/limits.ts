/** How many levels are looked at in one statement: some 100 ms of work, and a few hundred rows at worst to carry away. */
export const batchSize = 5_000

/** How long a lapsed hold may lie before somebody should know: the sweeper runs every minute. */
export const holdsStaleAfter = "1 hour"

/**
 * How long orders and their reservations may differ. Medusa writes them in steps of one workflow, not in one transaction;
 * what is still apart after this time will not come together by itself.
 */
export const orderSettlesWithin = "10 minutes"

/** How long a channel may take to notice that a level changed. */
export const channelLooksWithin = "10 minutes"

/** How long a repair waits for a level that somebody sells from, in milliseconds; then it leaves the finding. */
export const patienceMs = 5_000

/** `cause_id` of a movement with which the doctor reopens a ledger. What is broken before it counts no more. */
export const adjustingEntry = "adjusting-entry"
