import js from "@eslint/js"
import tseslint from "typescript-eslint"

const generated = [
  "**/generated/**",
  "**/dist/**",
  "**/.medusa/**",
  "**/.cache/**",
  "**/node_modules/**",
  "bench/results/**",
]

/** Asks what an unused name is for, unless its own name says that it is meant to be unused. */
const unused = ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }]

export default tseslint.config(
  { ignores: generated },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommended],
    rules: {
      "@typescript-eslint/no-unused-vars": unused,
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
      ],
      // TypeScript knows every name; this rule knows only those that it is told of.
      "no-undef": "off",
    },
  },
  {
    // A forgotten promise is an error that nobody sees. Only here are types needed, so only sources pay for them.
    files: ["{plugin,gateway}/src/**/*.ts", "integrations/**/src/**/*.ts"],
    ignores: ["**/*.test.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
    },
  },
  {
    files: ["**/*.{cjs,mjs,js}"],
    languageOptions: { globals: nodeGlobals() },
    rules: { "no-unused-vars": unused },
  },
  {
    // `host.fetch` is a connector's only way out: throttled, timed, bounded. The host itself is where it meets the network.
    files: ["integrations/*/src/**/*.ts"],
    ignores: ["**/*.test.ts", "integrations/kit/src/host.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "Use host.fetch: it is throttled, timed out and bounded." },
      ],
    },
  },
  {
    files: ["plugin/src/domain/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "process", message: "Judgement is pure: hand the fact in." },
        { name: "fetch", message: "Judgement is pure: hand the fact in." },
      ],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Time comes in as an argument." },
        { object: "Math", property: "random", message: "Randomness comes in as an argument." },
      ],
    },
  }
)

/** What Node gives to every script, as far as ours use it. */
function nodeGlobals() {
  const names = [
    "AbortSignal",
    "Buffer",
    "URL",
    "__dirname",
    "clearInterval",
    "console",
    "fetch",
    "module",
    "process",
    "require",
  ]
  return Object.fromEntries([...names, "setInterval", "setTimeout", "clearTimeout"].map((name) => [name, "readonly"]))
}
