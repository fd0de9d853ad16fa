/** Whether a channel that fails is left alone for a while. */
export interface Circuit {
  readonly failures: number
  /** Nothing is sent before this instant; 0 while the circuit is closed. */
  readonly openUntil: number
  /** How often it opened since the channel last answered. */
  readonly opened: number
  /** When the channel came back after an outage; 0 when it was never away. */
  readonly recoveredAt: number
}

/** When a circuit opens, for how long, and how gently it starts again. */
export interface CircuitRule {
  readonly failuresMax: number
  readonly baseMs: number
  readonly capMs: number
  readonly rampMs: number
  /** The part of the rate that is used right after an outage. */
  readonly rampFrom: number
}

export const closedCircuit: Circuit = { failures: 0, openUntil: 0, opened: 0, recoveredAt: 0 }

export const circuitRule: CircuitRule = {
  failuresMax: 5,
  baseMs: 1_000,
  capMs: 10_000,
  rampMs: 60_000,
  rampFrom: 1 / 20,
}

/** `open` sends nothing; `half-open` lets one request through to see whether the channel is back. */
export function circuitState(circuit: Circuit, now: number): "closed" | "open" | "half-open" {
  if (circuit.opened === 0) return "closed"
  return now < circuit.openUntil ? "open" : "half-open"
}

/** The circuit after the channel answered, whatever it said. */
export function afterAnswer(circuit: Circuit, now: number): Circuit {
  if (circuit.opened === 0) return circuit.failures === 0 ? circuit : { ...circuit, failures: 0 }
  return { ...closedCircuit, recoveredAt: now }
}

/** The circuit after no answer came, or one that says the channel itself is in trouble. */
export function afterFailure(circuit: Circuit, now: number, rule: CircuitRule = circuitRule): Circuit {
  const failures = circuit.failures + 1
  // A channel that stumbles while it is being loaded again is loaded from the beginning.
  const recoveredAt = rampShare(circuit, now, rule) < 1 ? now : circuit.recoveredAt
  if (failures < rule.failuresMax && circuit.opened === 0) return { ...circuit, failures, recoveredAt }
  // Several requests may fail together; only the first of them opens it.
  if (circuitState(circuit, now) === "open") return { ...circuit, failures }
  const restMs = Math.min(rule.capMs, rule.baseMs * 2 ** Math.min(circuit.opened, 30))
  return { ...circuit, failures, opened: circuit.opened + 1, openUntil: now + restMs }
}

/** The part of the rate that may be used: after an outage the channel is not met by all that piled up at once. */
export function rampShare(circuit: Circuit, now: number, rule: CircuitRule = circuitRule): number {
  if (circuit.recoveredAt === 0) return 1
  const passed = Math.max(0, now - circuit.recoveredAt) / rule.rampMs
  return Math.min(1, rule.rampFrom + (1 - rule.rampFrom) * passed)
}
