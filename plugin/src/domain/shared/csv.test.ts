import { csvLine, readCsvCell } from "./csv"

test.each([
  [["a", "b c", null], "a,b c,\r\n"],
  [['say "hi"', "a,b", "two\nlines"], '"say ""hi""","a,b","two\nlines"\r\n'],
  [["=1+1", "+49", "-5", "@x"], `"'=1+1","'+49","'-5","'@x"\r\n`],
])("%j is written as one line", (cells, line) => expect(csvLine(cells)).toBe(line))

test.each(["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])(
  "%j starts no formula, and reads as it was",
  (text) => {
    const written = csvLine([text]).trimEnd().slice(1, -1)
    expect(written).not.toMatch(/^[=+\-@\t\r]/)
    expect(readCsvCell(written.replaceAll('""', '"'))).toBe(text)
  }
)

test("other words keep their apostrophe", () => expect(readCsvCell("'tis")).toBe("'tis"))
