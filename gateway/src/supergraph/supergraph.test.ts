import { missingLibrary } from "./planner"
import { readSupergraph } from "./supergraph"

test("a file that is no supergraph is refused with what to do", () => {
  expect(() => readSupergraph("type Query {")).toThrow("npm run codegen")
  expect(() => readSupergraph("type Query { a: Int }")).toThrow("npm run codegen")
})

test("where the planner does not run, the error says what to use instead", () => {
  const message = missingLibrary("win32", "x64")
  expect(message).toContain("win32 x64")
  expect(message).toMatch(/Debian.*WSL/)
})
