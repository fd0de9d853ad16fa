import { generateEntityId } from "@medusajs/framework/utils"
import type { Sql } from "../sql"
import * as follow from "./follow-queries"
import * as returns from "./return-queries"

/** What channels told us, and how far ours follows it. */
export type RecordMemory = ReturnType<typeof recordMemory>

/** On statements that each are a transaction of their own. */
export const recordMemory = (sql: Sql) => ({
  /** Takes a record for itself, for a while; false when somebody else has it. */
  lock: (lock: Parameters<typeof follow.lockRecord>[1]) => follow.lockRecord(sql, lock),
  /** Gives it back; who has lost it meanwhile changes nothing. */
  unlock: (lock: Parameters<typeof follow.unlockRecord>[1]) => follow.unlockRecord(sql, lock),
  /** Writes down which copy of an order ours follows, and which listings some of its lines still wait for. */
  saveFollowed: (followed: Parameters<typeof follow.saveFollowed>[1]) => follow.saveFollowed(sql, followed),
  /** Orders that may be whole by now: a listing that they waited for is known, or stock has come. Each is named once a minute. */
  claimHealable: (claim: Parameters<typeof follow.claimHealable>[1]) => follow.claimHealable(sql, claim),
  /** Which of these copies ours does not follow yet. */
  unfollowed: (query: Parameters<typeof follow.findUnfollowed>[1]) => follow.findUnfollowed(sql, query),
  /** Why our order may not leave yet: the channel's number of it, and what it waits for. Null when it may. */
  readHeld: (orderId: string) => follow.readHeld(sql, orderId),
  receiveReturn: (received: Omit<returns.ReceivedReturn, "id">) =>
    returns.receiveReturn(sql, { ...received, id: generateEntityId(undefined, "anyrec") }),
  /** Returns of an order that wait for it, or for more of it. */
  readReturnsOf: (query: { connectionId: string; orderRef: string }) => returns.readReturnsOf(sql, query),
  /** Which of these returns ours does not follow yet, or not to the end. */
  unfollowedReturns: (query: Parameters<typeof returns.findUnfollowedReturns>[1]) =>
    returns.findUnfollowedReturns(sql, query),
  /** Where the next reading of what changed in a feed begins; null for its beginning. */
  readCursor: (feed: Parameters<typeof returns.readCursor>[1]) => returns.readCursor(sql, feed),
  saveCursor: (place: Parameters<typeof returns.saveCursor>[1]) => returns.saveCursor(sql, place),
  saveReturn: (saved: Parameters<typeof returns.saveReturn>[1]) => returns.saveReturn(sql, saved),
})
