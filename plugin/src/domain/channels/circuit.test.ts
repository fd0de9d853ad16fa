import { type Circuit, afterAnswer, afterFailure, circuitRule, circuitState, closedCircuit, rampShare } from "./circuit"

const fail = (times: number, now = 0) => {
  let circuit = closedCircuit
  for (let count = 0; count < times; count += 1) circuit = afterFailure(circuit, now)
  return circuit
}

test("a few failures are forgiven by one answer", () => {
  const circuit = fail(circuitRule.failuresMax - 1)
  expect(circuitState(circuit, 0)).toBe("closed")
  expect(afterAnswer(circuit, 0)).toEqual(closedCircuit)
})

test("many failures in a row open it; after a rest one request may try", () => {
  const circuit = fail(circuitRule.failuresMax)
  expect(circuitState(circuit, 999)).toBe("open")
  expect(circuitState(circuit, 1_000)).toBe("half-open")
})

test("failures that come together open it once", () => {
  expect(fail(circuitRule.failuresMax + 20).opened).toBe(1)
})

test("each failed trial doubles the rest, up to the cap", () => {
  let circuit = fail(circuitRule.failuresMax)
  const rests: number[] = []
  for (let count = 0; count < 6; count += 1) {
    const now = circuit.openUntil
    circuit = afterFailure(circuit, now)
    rests.push(circuit.openUntil - now)
  }
  expect(rests).toEqual([2_000, 4_000, 8_000, 10_000, 10_000, 10_000])
})

test("after an outage the rate comes back bit by bit, and then whole", () => {
  const back = afterAnswer(fail(circuitRule.failuresMax), 5_000)
  expect(circuitState(back, 5_000)).toBe("closed")
  const shares = [5_000, 35_000, 65_000, 90_000].map((now) => rampShare(back, now))
  expect(shares).toEqual([0.05, 0.525, 1, 1])
})

test("a channel that stumbles while it is loaded again is loaded from the beginning", () => {
  const back: Circuit = { ...closedCircuit, recoveredAt: 5_000 }
  const stumbled = afterFailure(back, 35_000)
  expect(rampShare(stumbled, 35_000)).toBe(0.05)
  expect(rampShare(afterAnswer(stumbled, 36_000), 95_000)).toBe(1)
  expect(rampShare(afterFailure(back, 70_000), 70_000)).toBe(1)
})

test("a channel that was never away has its whole rate", () => {
  expect(rampShare(closedCircuit, 0)).toBe(1)
})
