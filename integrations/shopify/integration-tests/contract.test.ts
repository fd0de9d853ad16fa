import { connectorLaws, type ContractHarness } from "@anyshelf/connector-kit/contract"
import { standIn } from "./support/harness"

jest.setTimeout(60_000)

let harness: ContractHarness | undefined
afterEach(() => harness?.close())

test.each(connectorLaws.map((law) => [law.name, law] as const))("%s", async (_name, law) => {
  harness = await standIn.open({ seed: 1 })
  await law.check(harness)
})
