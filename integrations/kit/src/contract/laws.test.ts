import { toyStandInOf } from "../toy/stand-in"
import { hunt, planted, type Hunted } from "./mutants/hunt"
import { runLaw } from "./run"
import { connectorLaws } from "."

const standIn = toyStandInOf({})

test("every mistake of a connector and every lie of a stand-in is noticed by a law", async () => {
  const survivors: Hunted[] = []
  const counts = { "connector mistake": 0, "stand-in rule": 0 }
  for await (const hunted of hunt(standIn, 1)) {
    counts[hunted.kind] += hunted.skipped === null ? 1 : 0
    if (hunted.killedBy === null && hunted.skipped === null) survivors.push(hunted)
  }
  expect(survivors.map(({ name }) => name)).toEqual([])
  expect(counts["connector mistake"]).toBeGreaterThanOrEqual(20)
  expect(counts["stand-in rule"]).toBeGreaterThanOrEqual(15)
}, 120_000)

test("a connector that does all right breaks none, and few laws cannot be tried on the toy", async () => {
  const harnesses = async () => planted(await standIn.open({ seed: 1 }), { plant: () => ({}) })
  const outcomes = await Promise.all(connectorLaws.map((law) => runLaw(law, harnesses)))
  expect(outcomes.filter(({ status }) => status === "broken")).toEqual([])
  expect(outcomes.flatMap((each) => (each.status === "skipped" ? [each.reason] : [])).sort()).toEqual([
    "the channel answers at once",
    "the channel limits no revisions",
    "the channel writes cas, not delta",
    "the channel writes cas, not sequenced",
    "the harness's webhooks have no `otherShop`",
  ])
})
