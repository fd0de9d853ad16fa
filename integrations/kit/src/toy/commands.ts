import type { CommandType } from "../commands"

/** What the toy shop can do: everything that there is a word for. */
export const commandTypes: readonly CommandType[] = [
  "stock",
  "fulfil",
  "track",
  "unfulfil",
  "prepared",
  "collected",
  "cancel",
  "hold",
  "release",
  "move",
  "return",
  "receive",
  "refund",
  "list",
  "unlist",
]
