import * as fc from "fast-check"
import { expectBalancedBooks } from "../../support/books"
import { bootOurs, type InventoryUnderTest } from "../../support/inventory-module"
import { again, hold, reserve } from "./claim-commands"
import { ask, coreDelete, coreReserve, coreUpdate, sold, stock } from "./core-commands"
import { bind, extend, lapse, release, tidy } from "./life-commands"
import { emptyModel } from "./model"
import { createWorld } from "./world"

/**
 * The law: whatever is done, in whatever order, the module answers as a model that only adds up lists, and after each
 * command every figure, the ledger and the outbox agree. `ANYSHELF_SEQUENCES=10000` for a long run; a failure prints the
 * seed and the shortest sequence that fails.
 */
const sequences = Number(process.env.ANYSHELF_SEQUENCES ?? 1000)
const seed = Number(process.env.ANYSHELF_SEED ?? 20261123)

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterAll(() => inventory?.close())

it(`${sequences} sequences of commands agree with the model (seed ${seed})`, async () => {
  // What is listed twice comes twice as often.
  const commands = fc.commands(
    [
      reserve,
      reserve,
      hold,
      hold,
      coreReserve,
      coreReserve,
      coreUpdate,
      coreDelete,
      release,
      release,
      bind,
      bind,
      extend,
      lapse,
      again,
      again,
      tidy,
      stock,
      stock,
      sold,
      ask,
    ],
    { maxCommands: 14, size: "+1" }
  )
  const onHand = fc.array(fc.nat({ max: 6 }), { minLength: 4, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(onHand, commands, async (figures, sequence) => {
      const model = emptyModel()
      const world = await createWorld(inventory, model, figures)
      await fc.asyncModelRun(() => ({ model, real: world }), sequence)
    }),
    { numRuns: sequences, seed }
  )
  await expectBalancedBooks(inventory.database)
}, 1_800_000)
