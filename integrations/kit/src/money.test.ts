import { currencyDecimals, decimalFromMoney, moneyFromDecimal } from "./money"

test.each([
  ["19.99", "EUR", 1999],
  ["19.9", "EUR", 1990],
  ["19.", "EUR", 1900],
  ["1999", "JPY", 1999],
  ["1999.0", "JPY", 1999],
  ["1.999", "KWD", 1999],
  ["1.999", "IQD", 1999],
  ["0.0001", "CLF", 1],
  ["-5.50", "usd", -550],
  ["-0.00", "EUR", 0],
  ["1.005", "EUR", 101],
  ["1.004", "EUR", 100],
  ["0.5", "JPY", 1],
  ["90071992547409.91", "EUR", Number.MAX_SAFE_INTEGER],
])("%s %s is %i of the smallest unit", (decimal, currency, amount) => {
  expect(moneyFromDecimal(decimal, currency)).toEqual({ amount, currencyCode: currency.toUpperCase() })
})

test.each(["EUR", "JPY", "KWD", "CLF"])("what is written can be read again: %s", (currencyCode) => {
  for (const amount of [0, 1, 9, 10, 999, 1000, 123_456_789, -1, -12_345]) {
    expect(moneyFromDecimal(decimalFromMoney({ amount, currencyCode }), currencyCode)).toEqual({ amount, currencyCode })
  }
})

test.each(["", "1,99", "abc", "1e3", "90071992547409.92"])("%j is refused", (decimal) => {
  expect(() => moneyFromDecimal(decimal, "EUR")).toThrow(RangeError)
})

test("an unknown currency has two decimals", () => expect(currencyDecimals("XYZ")).toBe(2))
