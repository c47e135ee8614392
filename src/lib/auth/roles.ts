/** The roles, each with what it may do in words. The words are shown to the people who grant them. */
export const roles = ['participant', 'facilitator', 'reviewer', 'admin'] as const
export type Role = (typeof roles)[number]

export const roleDescriptions: Record<Role, { title: string; may: string }> = {
  participant: {
    title: 'Participant',
    may: 'Belongs to a cohort. Sees its programme and their own attendance, runs projects with their team, imports and sees their practice’s prescribing, writes a case study and receives a certificate. Never sees another member’s attendance or case study.',
  },
  facilitator: {
    title: 'Facilitator',
    may: 'Runs a cohort. Sees everyone in it, takes registers, reads every project and case study of the cohort, and imports prescribing files for all practices. Does not write in a team’s project and does not accept case studies.',
  },
  reviewer: {
    title: 'Reviewer',
    may: 'Reads the case studies submitted in a cohort and accepts or returns them. Sees no drafts, registers or projects, and never reviews their own work.',
  },
  admin: {
    title: 'Administrator',
    may: 'Looks after the installation: invites people, gives roles, imports prescribing files, reads the outbox and the audit. Runs no cohort and reviews nothing unless given that role as well.',
  },
}
