import { getViteConfig } from 'astro/config'

export default getViteConfig({
  test: {
    name: 'unit',
    include: ['tests/{lib,db,pages,web,architecture,bin}/**/*.test.ts'],
    globalSetup: ['tests/support/template-database.ts'],
    setupFiles: ['tests/support/quiet.ts'],
    env: {
      DATA_DIR: '/nonexistent/steward-tests',
      LOG_LEVEL: 'silent',
      DEMO: '0',
      ORGANISATION: 'South London Test Network',
    },
    testTimeout: 60_000,
  },
} as Parameters<typeof getViteConfig>[0])
