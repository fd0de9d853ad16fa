import { percentile } from "../../support/load"
import type { Figure } from "../../support/report"
import { heapMb, openBigShop, type BigShop } from "../world/big-shop"
import type { Passage } from "../world/passage"

const listings = Number(process.env.BENCH_LISTINGS ?? 100_000)

/**
 * The first import of a shop of a hundred thousand variants, until every number there is ours; then everything compared once more.
 * Both once in peace and once with a worker that is killed in the middle; the killed ones may send a fifth more requests.
 */
export async function importFigures(): Promise<Figure[]> {
  const inPeace = await passages(false)
  const killed = await passages(true)
  return [...figuresOf("first import", inPeace[0], killed[0]), ...figuresOf("reconciliation", inPeace[1], killed[1])]
}

/** An import and a reconciliation in a shop of their own. */
async function passages(isKilled: boolean): Promise<[Passage, Passage]> {
  const shop = await openBigShop(listings)
  const how = isKilled ? "killed" : "in peace"
  try {
    const first = await shop.importAll(isKilled)
    tell(`first import, ${how}`, first, shop)
    const again = await shop.compareAll(isKilled)
    tell(`reconciliation, ${how}`, again, shop)
    return [first, again]
  } finally {
    await shop.close()
  }
}

function tell(name: string, { seconds, requests, memory, found }: Passage, shop: BigShop): void {
  const peak = Math.round(Math.max(...memory))
  console.log(
    `  … ${name}: ${Math.round(seconds)} s, ${requests} requests, ${peak} MB at most, ${found} found otherwise`
  )
  const thirds = memory.filter((_mb, at) => at % Math.max(1, Math.floor(memory.length / 12)) === 0)
  console.log(`    memory over time (MB): ${thirds.map(Math.round).join(" ")}; over the limit: ${shop.overLimit()}`)
}

function figuresOf(what: string, inPeace: Passage, killed: Passage): Figure[] {
  const name = `${what} of ${listings} variants`
  const growth = growthOf(inPeace.memory)
  const again = killed.requests / inPeace.requests
  const told = (figure: string, value: number, unit: string): Figure => ({ figure, value, unit, goal: null, ok: true })
  return [
    told(`${name}: time`, inPeace.seconds, "s"),
    told(`${name}: requests`, inPeace.requests, ""),
    told(`${name}: memory at most, heap of ${heapMb} MB`, percentile([...inPeace.memory].sort(ascending), 1), "MB"),
    { figure: `${name}: memory, last ÷ middle third`, value: growth, unit: "×", goal: "≤ 1.1", ok: growth <= 1.1 },
    told(`${name}: killed, time`, killed.seconds, "s"),
    { figure: `${name}: killed, requests ÷ one pass`, value: again, unit: "×", goal: "≤ 1.2", ok: again <= 1.2 },
    {
      figure: `${name}: requests over the rate`,
      value: inPeace.overLimit,
      unit: "",
      goal: "0",
      ok: inPeace.overLimit === 0,
    },
  ]
}

const ascending = (a: number, b: number) => a - b

/** The first third warms caches up; flat means that the last one is not above the middle one by more than a tenth. */
function growthOf(memory: readonly number[]): number {
  const third = Math.floor(memory.length / 3)
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length)
  return mean(memory.slice(memory.length - third)) / mean(memory.slice(third, memory.length - third))
}
