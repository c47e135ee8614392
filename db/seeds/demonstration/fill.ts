import { installation } from '#db/schema/installation.ts'
import type { Store } from '#db/store.ts'
import { seedIds } from '#lib/ids.ts'
import { fillApplications } from './applications.ts'
import { fillAttendance } from './attendance.ts'
import { fillCaseStudies } from './case-studies.ts'
import { startTheCohort } from './cohort.ts'
import { fillLearning } from './learning.ts'
import { fillPrescribing } from './prescribing.ts'
import { fillProjects } from './projects.ts'

/** The row that says that the filling came to its end. */
export const FILLED = 'demonstration is whole'

/**
 * Fills an empty database with a living collaborative by running the commands that people's clicks run. Every
 * instant follows from `now`, and so do the identifiers: the same `now` gives the same rows, secrets apart.
 */
export async function fillDemonstration(store: Store, now: Date, dataDir: string) {
  seedIds(`demonstration ${now.toISOString()}`)
  try {
    // Said first: a database with public passwords must be known for one however the filling ends.
    await mark(store, 'steward', now)
    const scene = await startTheCohort(store, now)
    await fillAttendance(store, scene)
    await fillPrescribing(store, scene, dataDir)
    const projectIds = await fillProjects(store, scene)
    await fillCaseStudies(store, scene, projectIds)
    await fillApplications(store, scene)
    await fillLearning(store, scene)
    await mark(store, FILLED, now)
  } finally {
    seedIds(undefined)
  }
}

const mark = (store: Store, name: string, at: Date) =>
  store.transact(async (tx) => {
    await tx.insert(installation).values({ name, demonstration: true, filledAt: at })
  })
