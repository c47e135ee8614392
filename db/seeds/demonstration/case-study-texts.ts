/** The sections of the case studies in the demonstration. Figures are invented, and nobody in them exists. */
export const acceptedStudy = {
  title: 'A plan for every opioid review at Amber Lane Surgery',
  sections: {
    setting:
      'Amber Lane is a made-up practice of about 8,800 people with five GPs and one pharmacist. The team was a GP, the pharmacist, a receptionist and two members of the patient participation group.',
    problem:
      'In a baseline count, nine of 40 reviews of long-term opioids (23%) ended with a plan that was written down and shared. The others ended with the same prescription as before.',
    aim: 'Opioid reviews that end with a written plan will rise from 23% to 70% by the last collaborative session, for adults on a repeat opioid for more than three months.',
    theory:
      'People agree to a plan that they had time to think about, and clinicians write one down when it takes less than five minutes.',
    people:
      'A GP and the pharmacist led. A receptionist sent the messages. Two members of the participation group rewrote the first line of the message.',
    tests:
      'Cycle 1, a one-page plan on paper: predicted four plans in five reviews, saw three, and adapted it. Cycle 2, three questions sent a week before: predicted seven in ten, saw thirty-six in fifty-eight over four weeks (62%) and ten in thirteen in the last of them, and adopted it with a new first line. Cycle 3, the plan as the default, is under way.',
    measures:
      'Process: reviews with a written plan, counted by hand every week. Outcome: opioid items per 1,000 patients from the published NHS data. Balancing: gabapentinoid daily doses per 1,000 patients from the same source.',
    results:
      'The first twelve weekly points of the chart are described here. Six lie below their median, then six above it: one crossing, where chance gives at least three. The longest run is six, and up to seven is chance. In the first three weeks 10 of 41 reviews ended with a plan, in the last three 36 of 45. The outcome, opioid items, has no points yet from after the change. It had already fallen some months before we began, so that fall is not ours.',
    harms:
      'We looked for people who ran out early or rang in distress: two rang about the wording of the message, which was changed. No patient is described here; only counts were kept.',
    meaning:
      'The change in the process is unlikely to be chance. The chart cannot say which cycle did it, because the tests overlap with people getting used to the form. Another explanation is that we chose easier reviews first; we looked, and did not find that. Whether people are better is not known yet.',
    keeping: 'The pharmacist owns the template. The practice meeting looks at the chart every quarter.',
    learning:
      'A prediction that fails teaches more than one that holds. I had thought that time was the obstacle; it was surprise.',
    interests: 'None.',
  },
}

export const returnedStudy = {
  title: 'No repeat without a date at Beacon Hill Practice',
  sections: {
    setting: 'Beacon Hill is a made-up practice of about 12,500 people. The team was a GP and a pharmacist.',
    problem: 'One in three new opioid prescriptions became a repeat without anyone deciding it.',
    aim: 'New opioid prescriptions with an end date will rise from 35% to 90%.',
    theory: '',
    people: 'Two GPs and the pharmacist.',
    tests: 'We put a required field into the template and took it out again after three weeks.',
    measures: 'New opioid prescriptions with an end date, weekly.',
    results: 'It improved a lot.',
    harms: 'None seen.',
    meaning: 'The change worked.',
    keeping: '',
    learning: 'A required field is a hurdle and not a reason.',
    interests: 'None.',
  },
  comments:
    'Thank you: testing something and taking it out again is good work, and well told. Three things before it can be accepted. Say by when in the aim. In “What happened”, say how many points the chart has and what it shows: eight weekly points, too few to judge, is an honest result. In “What it means”, take back “the change worked”, because the chart does not say so.',
}

export const draftStudy = {
  title: 'Pain without a prescription pad',
  sections: {
    setting: 'Chestnut Square is a made-up practice of about 10,300 people.',
    problem: 'Opioid items fall, and gabapentinoids rise.',
    aim: 'People offered a non-drug option at a pain review will rise from 20% to 60%.',
  },
}
