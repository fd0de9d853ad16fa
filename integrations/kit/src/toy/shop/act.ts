import type { ListingCommand, Made, OrderCommand } from "../../commands"
import { cancel } from "./actions/cancel"
import { collect, fulfil, track, unfulfil } from "./actions/fulfil"
import { list, unlist } from "./actions/list"
import { hold, move, prepare, release } from "./actions/prepare"
import { refund } from "./actions/refund"
import { openReturn, receive } from "./actions/return"
import type { Books } from "./books"
import type { Catalogue } from "./catalogue"
import { ToyRefusal } from "./rules"

/** Anything that is done in the toy shop but writing a number. */
export type ToyAction = OrderCommand | ListingCommand

/** What became of an action. */
export type ToyAnswer =
  | ({ readonly outcome: "done" } & Made)
  | { readonly outcome: "refused"; readonly code: string; readonly message: string }

/** What an action works on. */
export interface ToyDesk {
  readonly books: Books
  readonly catalogue: Catalogue
  /** Whether a place exists and is open. */
  readonly isOpen: (locationRef: string) => boolean
}

/** Does an action, or says why not. */
export function act(desk: ToyDesk, action: ToyAction): ToyAnswer {
  try {
    return { outcome: "done", ...carryOut(desk, action) }
  } catch (error) {
    desk.books.forget()
    if (error instanceof ToyRefusal) return { outcome: "refused", code: error.code, message: error.message }
    throw error
  }
}

function carryOut({ books, catalogue, isOpen }: ToyDesk, action: ToyAction): Made {
  switch (action.type) {
    case "fulfil":
      return made(fulfil(books, action))
    case "track":
      return made(track(books, action))
    case "unfulfil":
      return made(unfulfil(books, action))
    case "prepared":
      return made(prepare(books, action))
    case "collected":
      return made(collect(books, action))
    case "cancel":
      return made(cancel(books, action))
    case "hold":
      return made(hold(books, action))
    case "release":
      return made(release(books, action))
    case "move":
      return made(move(books, action, isOpen))
    case "return":
      return made(openReturn(books, action))
    case "receive":
      return made(receive(books, action))
    case "refund":
      return made(refund(books, action))
    case "list":
      return list(books, catalogue, action)
    case "unlist":
      return made(unlist(books, catalogue, action))
  }
}

const made = (ref: string | undefined): Made => (ref === undefined ? {} : { ref })
