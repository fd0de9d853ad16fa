import { connectorLaws } from ".."
import type { Connector } from "../../connector"
import type { ContractHarness, StandInModule } from "../harness"
import type { Area } from "../area"
import type { Law } from "../law"
import { runLaw } from "../run"
import { mistakes, type Mistake } from "./mistakes"

/** A mistake or a lie, and what became of it. */
export interface Hunted {
  readonly kind: "connector mistake" | "stand-in rule"
  readonly name: string
  /** The law that noticed it; null when none did. */
  readonly killedBy: string | null
  /** Why it was not planted: it means nothing to this connector, or the harness gives nobody a chance to notice. */
  readonly skipped: string | null
  readonly ms: number
}

/**
 * Plants mistakes in the connector and takes rules from the stand-in, one at a time; says which law noticed each. A law that is
 * broken without them notices nothing.
 */
export async function* hunt(
  standIn: StandInModule,
  seed: number,
  began: (kind: Hunted["kind"], name: string) => void = () => undefined
): AsyncGenerator<Hunted> {
  const sound = await unbroken(() => standIn.open({ seed }))
  for (const mistake of mistakes) {
    began("connector mistake", mistake.name)
    const skipped = await pointless(mistake, () => standIn.open({ seed }))
    const open = async () => planted(await standIn.open({ seed }), mistake)
    if (skipped === null) yield hunted("connector mistake", mistake.name, ordered(sound, mistake.area), open)
    else yield { kind: "connector mistake", name: mistake.name, killedBy: null, skipped, ms: 0 }
  }
  for (const [rule, given] of Object.entries(standIn.rules ?? {})) {
    began("stand-in rule", rule)
    const { text, area } = typeof given === "string" ? { text: given, area: null } : given
    const open = () => standIn.open({ seed, without: rule })
    yield hunted("stand-in rule", `${rule}: ${text}`, area === null ? sound : ordered(sound, area), open)
  }
}

async function pointless({ matters, missing }: Mistake, open: () => Promise<ContractHarness>): Promise<string | null> {
  const harness = await open()
  try {
    const means = matters?.(harness.connection.connector.capabilities) ?? true
    return means ? ((await missing?.(harness)) ?? null) : "the connector declares nothing that it could spoil"
  } finally {
    await harness.close()
  }
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
    if (status === "broken") return { kind, name, killedBy: law.name, skipped: null, ms: performance.now() - started }
  }
  return { kind, name, killedBy: null, skipped: null, ms: performance.now() - started }
}

/** The laws that should notice come first. */
const ordered = (laws: readonly Law[], area: Area): readonly Law[] => [
  ...laws.filter((law) => law.area === area),
  ...laws.filter((law) => law.area !== area),
]

async function unbroken(open: () => Promise<ContractHarness>): Promise<readonly Law[]> {
  const laws: Law[] = []
  for (const law of connectorLaws) if ((await runLaw(law, open)).status !== "broken") laws.push(law)
  return laws
}

/** The harness's connector with one mistake in each of its sessions. */
export function planted(harness: ContractHarness, { plant }: Pick<Mistake, "plant">): ContractHarness {
  const { connector } = harness.connection
  const open: Connector["open"] = (config, host) => {
    const session = connector.open(config, host)
    return { ...session, ...plant(session) }
  }
  return { ...harness, connection: { ...harness.connection, connector: { ...connector, open } } }
}
