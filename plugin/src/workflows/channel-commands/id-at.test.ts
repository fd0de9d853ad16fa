import { generateEntityId } from "@medusajs/framework/utils"
import { idAt } from "./id-at"

it("is not above any id that is given later, and not below any that was given before", () => {
  const before = Date.now()
  const id = generateEntityId(undefined, "ordch")
  const after = Date.now() + 1
  expect(idAt("ordch", before) <= id).toBe(true)
  expect(id < idAt("ordch", after)).toBe(true)
})

it("has the length of a real one, also for the beginning of time", () => {
  expect(idAt("ordch", 0)).toHaveLength(generateEntityId(undefined, "ordch").length)
  expect(idAt("ordch", -5)).toBe(idAt("ordch", 0))
})
