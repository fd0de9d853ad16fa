import type { DueCommand } from "./command"
import { judgeCommand, patienceMs, refuse, unansweredMax, untouched, type CommandResult } from "./judge-command"

const due: DueCommand = {
  id: "c1",
  key: "ful_1:fulfil",
  needs: null,
  payload: { type: "release", orderRef: "17", holdKey: "h" },
  orderRef: "17",
  orderId: "order_1",
  state: "sent",
  generation: 0,
  inDoubt: false,
  attempts: 0,
  ageMs: 1_000,
  neededRef: null,
  made: [],
  received: [],
}
const judge = (result: CommandResult, more: Partial<DueCommand> = {}) => judgeCommand({ ...due, ...more }, result, 0.5)

/** Every answer there is, for laws that hold of all. */
const answers: readonly CommandResult[] = [
  { status: "applied", ref: "f1" },
  { status: "already" },
  { status: "accepted", confirm: "op" },
  { status: "conflict" },
  { status: "rejected", code: "NO", message: "Closed." },
  { status: "retry", afterMs: 5_000 },
  { status: "retry" },
  { status: "unknown" },
]

describe("every answer", () => {
  it.each(answers)("%o leaves the command either open with a wait, or settled", (answer) => {
    const outcome = judge(answer)
    const isOpen = outcome.state !== "done" && outcome.state !== "refused"
    expect(outcome.afterMs > 0).toBe(isOpen)
    expect(outcome.id).toBe(due.id)
  })

  it.each(answers)("%o ends, however often it comes", (answer) => {
    let command = due
    for (let turn = 0; turn < 100_000; turn += 1) {
      const outcome = judgeCommand(command, answer, 0.5)
      if (outcome.state === "done" || outcome.state === "refused") return
      const { state } = outcome as { state: DueCommand["state"] }
      const { attempts, inDoubt, afterMs } = outcome
      command = { ...command, state, attempts, inDoubt, ageMs: command.ageMs + afterMs }
    }
    throw new Error("It is asked for ever.")
  })

  it.each(answers.filter(({ status }) => status !== "applied" && status !== "already" && status !== "accepted"))(
    "%o that is not done says why",
    (answer) => expect(judge(answer).error).toBeTruthy()
  )
})

it("keeps what the channel made", () => {
  expect(judge({ status: "applied", ref: "f1" })).toMatchObject({ state: "done", resultRef: "f1", inDoubt: false })
  expect(judge({ status: "already" })).toMatchObject({ state: "done", resultRef: null })
})

it("does not know what became of a command without an answer, and gives up with that said", () => {
  expect(judge({ status: "unknown" })).toMatchObject({ state: "sent", inDoubt: true })
  const last = judge({ status: "unknown" }, { attempts: unansweredMax - 1 })
  expect(last).toMatchObject({ state: "refused", inDoubt: true })
  expect(last.error).toContain("may have been done")
})

it("waits out an outage: being asked to wait is no failure of the command's own", () => {
  let command = due
  for (let turn = 0; turn < 200; turn += 1) {
    const { attempts, state } = judgeCommand(command, { status: "retry" }, 0.5)
    expect(state).not.toBe("refused")
    command = { ...command, attempts }
  }
  expect(judge({ status: "unknown" }, { attempts: command.attempts }).state).toBe("sent")
  expect(judge({ status: "retry" }, { ageMs: patienceMs })).toMatchObject({ state: "refused" })
})

it("never waits less than the channel asks", () => {
  expect(judge({ status: "retry", afterMs: 90_000 }).afterMs).toBe(90_000)
})

it("remembers a doubt that a later refusal to work does not clear", () => {
  expect(judge({ status: "retry" }, { inDoubt: true })).toMatchObject({ state: "sent", inDoubt: true })
  expect(judge({ status: "retry" })).toMatchObject({ state: "pending", inDoubt: false })
  expect(judge({ status: "rejected", code: "NO", message: "Closed." }, { inDoubt: true })).toMatchObject({
    state: "refused",
    inDoubt: false,
    error: "Closed. (NO)",
  })
})

it("asks again for what was taken and not done, and stays with it through a silence", () => {
  expect(judge({ status: "accepted", confirm: "op" })).toMatchObject({ state: "accepted", confirmRef: "op" })
  expect(judge({ status: "unknown" }, { state: "accepted" }).state).toBe("accepted")
  expect(judge({ status: "retry" }, { state: "accepted" }).state).toBe("accepted")
})

it("leaves a command that was not sent as it was", () => {
  expect(untouched({ ...due, inDoubt: true })).toMatchObject({ state: "sent", inDoubt: true, afterMs: 0, attempts: 0 })
  expect(refuse(due, "No.")).toMatchObject({ state: "refused", error: "No.", inDoubt: false })
})
