import { connectorLaws } from ".."
import type { Connector } from "../../connector"
import type { ContractHarness, StandInModule } from "../harness"
import type { Area, Law } from "../law"
import { runLaw } from "../run"
import { mistakes, type Mistake } from "./mistakes"

/** A mistake or a lie, and the law that noticed it; null when none did. */
export interface Hunted {
  readonly kind: "connector mistake" | "stand-in rule"
  readonly name: string
  readonly killedBy: string | null
  readonly ms: number
}

/** Plants mistakes in the connector and takes rules from the stand-in, one at a time; says which law noticed each. */
export async function* hunt(
  standIn: StandInModule,
  seed: number,
  began: (kind: Hunted["kind"], name: string) => void = () => undefined
): AsyncGenerator<Hunted> {
  const { capabilities } = await peek(standIn, seed)
  for (const mistake of mistakes.filter(({ matters }) => matters?.(capabilities) ?? true)) {
    began("connector mistake", mistake.name)
    const open = async () => planted(await standIn.open({ seed }), mistake)
    yield hunted("connector mistake", mistake.name, ordered(mistake.area), open)
  }
  for (const [rule, text] of Object.entries(standIn.rules ?? {})) {
    began("stand-in rule", rule)
    const open = () => standIn.open({ seed, without: rule })
    yield hunted("stand-in rule", `${rule}: ${text}`, connectorLaws, open)
  }
}

async function peek(standIn: StandInModule, seed: number): Promise<Connector> {
  const harness = await standIn.open({ seed })
  await harness.close()
  return harness.connection.connector as Connector
}

async function hunted(
  kind: Hunted["kind"],
  name: string,
  laws: readonly Law[],
  open: () => Promise<ContractHarness>
): Promise<Hunted> {
  const started = performance.now()
  for (const law of laws) {
    const { status } = await runLaw(law, open)
    if (status === "broken") return { kind, name, killedBy: law.name, ms: performance.now() - started }
  }
  return { kind, name, killedBy: null, ms: performance.now() - started }
}

/** The laws that should notice come first. */
const ordered = (area: Area): readonly Law[] => [
  ...connectorLaws.filter((law) => law.area === area),
  ...connectorLaws.filter((law) => law.area !== area),
]

/** The harness's connector with one mistake in each of its sessions. */
export function planted(harness: ContractHarness, { plant }: Pick<Mistake, "plant">): ContractHarness {
  const { connector } = harness.connection
  const open: Connector["open"] = (config, host) => {
    const session = connector.open(config, host)
    return { ...session, ...plant(session) }
  }
  return { ...harness, connection: { ...harness.connection, connector: { ...connector, open } } }
}
