import type { EngineStock } from "../../shop"
import { inMemory, inStock, listOf } from "./ports"
import type { EngineMutant } from "./mutant"

/** Longer than a round of publishing takes, shorter than a course. */
const rememberedMs = 5_000

/** Guards of what is decided, and of when it counts as told. */
export const numberMutants: readonly EngineMutant[] = [
  {
    name: "numbers-decided-early",
    about: "a number is sent that was decided some seconds ago",
    noticedBy: ["storm", "rivals"],
    wrap: (ports) => {
      const remembered = new Map<string, { at: number; answer: ReturnType<EngineStock["readPromises"]> }>()
      return inStock((stock) => ({
        readPromises: (query) => {
          const articles = query.articles.map(({ components }) => components.map((each) => each.inventoryItemId))
          const key = JSON.stringify([query.salesChannelIds, articles])
          const known = remembered.get(key)
          if (known && ports.clock.now() < known.at + rememberedMs) return renamed(known.answer, query)
          const answer = stock.readPromises(query)
          remembered.set(key, { at: ports.clock.now(), answer })
          return answer
        },
      }))(ports)
    },
  },
  {
    name: "orders-not-read-first",
    about: "a number is asserted over one that the channel changed, before its orders are read",
    noticedBy: ["storm", "deaf", "edits"],
    wrap: inMemory((memory) => ({
      claimPublications: async (claim) =>
        (await memory.claimPublications(claim)).map((each) => ({ ...each, drainFirst: false })),
    })),
  },
  {
    name: "settled-though-it-changed",
    about: "a number counts as told although stock changed while it was sent",
    noticedBy: ["storm", "rivals"],
    wrap: inMemory((memory) => ({
      recordOutcomes: (owner, outcomes) =>
        memory.recordOutcomes(
          owner,
          outcomes.map((each) =>
            each.settledVersion === null ? each : { ...each, settledVersion: each.settledVersion + 1 }
          )
        ),
    })),
  },
  {
    name: "changes-settled-before-they-are-marked",
    about: "a change of stock is forgotten before the channels are told of it",
    noticedBy: ["a death between a change and its marks"],
    wrap: inStock((stock) => ({
      claimChanges: async (claim) => {
        const changes = await stock.claimChanges(claim)
        if (changes.length > 0) await stock.settleChanges(changes)
        return changes
      },
      settleChanges: async () => undefined,
    })),
  },
  {
    name: "what-the-channel-shows-ignored",
    about: "a number that staff of the channel changed is left as it is",
    noticedBy: ["meddlers, blind"],
    wrap: inMemory(() => ({ observeStock: async () => false })),
  },
  {
    name: "modes-ignored",
    about: "everything is shown everywhere, whatever the connection's mode",
    noticedBy: ["split", "buffer"],
    wrap: (ports) => ({
      ...ports,
      connections: listOf(ports).map((each) => ({ ...each, publishing: { mode: "shared" as const } })),
    }),
  },
  {
    name: "sharers-ignored",
    about: "a share is shown although another still shows it",
    noticedBy: ["split"],
    wrap: inMemory(() => ({ readSharers: async () => [] })),
  },
]

/** The same figures under the names that are asked for now. */
async function renamed(
  answer: ReturnType<EngineStock["readPromises"]>,
  query: Parameters<EngineStock["readPromises"]>[0]
) {
  const reading = await answer
  return { ...reading, promises: reading.promises.map((each, at) => ({ ...each, id: query.articles[at]!.id })) }
}
