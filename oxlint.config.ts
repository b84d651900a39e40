import { defineConfig } from 'oxlint';

/** An import that a folder must not have, and what holds instead. */
interface Arrow {
  group?: string[];
  regex?: string;
  allowTypeImports?: boolean;
  message: string;
}

const folder = (files: string | string[], ...patterns: Arrow[]) => ({
  files: [files].flat(),
  rules: { 'no-restricted-imports': ['error', { patterns }] as ['error', object] },
});

const noOtherService: Arrow = { regex: '^(\\.\\./)+([a-z-]+-service|chat-api)/', message: 'services never import each other: say it with an event or an invocation' };
const noTools: Arrow = { group: ['**/tools/**'], message: 'services do not need tools/' };
const notTheService: Arrow = { regex: '^(\\.\\./|\\./)+(service|main)\\.ts$', message: 'what a service is made of does not know the service' };
const below = [noOtherService, noTools, notTheService];
const pure: Arrow = { group: ['#platform/*', 'fastify', 'pg', 'node:fs*', 'node:net', 'node:http*'], message: 'domain/ is pure: no I/O, no clock; time and ids are parameters' };
const domainOnly = 'domain/ imports contracts/ and itself';

const longest = (max: number) => ['error', { max, skipBlankLines: true, skipComments: true }] as ['error', object];

export default defineConfig({
  plugins: ['typescript', 'import', 'promise', 'unicorn', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['dist', 'node_modules', '.runtime'],
  rules: {
    'max-lines': longest(200),
    complexity: ['error', { max: 8 }],
    'max-params': ['error', { max: 4 }],
    'max-depth': ['error', { max: 3 }],
    'no-console': 'error',
    'no-await-in-loop': 'off',
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-imports': 'error',
    'import/default': 'off',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'import/no-named-as-default-member': 'off',
    'import/no-unassigned-import': 'off',
    'promise/always-return': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'unicorn/no-array-reverse': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/prefer-node-protocol': 'error',
    'unicorn/require-post-message-target-origin': 'off',
    'vitest/expect-expect': 'off',
    'vitest/no-conditional-expect': 'off',
    'vitest/no-disabled-tests': 'error',
    'vitest/no-focused-tests': 'error',
    'vitest/require-mock-type-parameters': 'off',
  },
  // Of the folders that a file is in, the last counts.
  overrides: [
    folder('contracts/**', { group: ['#platform/*', '**/services/**', '**/platform/**', '**/tools/**'], message: 'contracts/ stands on nothing but zod' }),
    folder('platform/**', { group: ['**/services/**', '**/tools/**'], message: 'platform/ knows no service' }),
    folder(
      'web/**',
      { group: ['**/contracts/http/**'], allowTypeImports: true, message: 'the page takes types only: the schemas would bring zod along' },
      { group: ['**/services/**', '**/platform/**', '**/tools/**'], message: 'the page knows contracts/ only' },
    ),
    folder('services/**', noOtherService, noTools),
    folder('services/*/routes/**', ...below, { regex: '^(\\.\\./)+handlers/', message: 'routes/ stand on domain/ and store/' }),
    folder('services/*/handlers/**', ...below, { regex: '^(\\.\\./)+routes/', message: 'handlers/ stand on domain/ and store/' }),
    folder('services/*/domain/*.ts', noOtherService, pure, { regex: '^\\.\\./', message: domainOnly }),
    folder('services/*/domain/*/**', noOtherService, pure, { regex: '^\\.\\./\\.\\./', message: domainOnly }),
    { files: ['services/*/domain/**'], rules: { 'no-restricted-globals': ['error', 'fetch', 'setTimeout', 'setInterval', 'process'] } },
    { files: ['services/*/domain/**/*.test.ts'], rules: { 'no-restricted-imports': 'off' } },
    folder('services/*/store/**', ...below, { regex: '^(\\.\\./)+(routes|handlers)/', message: 'store/ is below routes/ and handlers/' }),
    { files: ['**/*.test.ts', 'test/**'], rules: { 'max-lines': longest(300), 'max-params': 'off' } },
    { files: ['vitest.config.ts', 'oxlint.config.ts', 'web/vite.config.ts', 'test/**/*-setup.ts', 'test/browser/setup.ts'], rules: { 'import/no-default-export': 'off' } },
    { files: ['tools/**', 'test/run/**'], rules: { 'no-console': 'off' } },
  ],
});
