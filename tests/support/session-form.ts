/** The form of a session as somebody fills it in. */
export const asTyped = (day: string, more: Record<string, string> = {}) => {
  const [year = '', month = '', date = ''] = day.split('-')
  return {
    'heldOn.day': date,
    'heldOn.month': month,
    'heldOn.year': year,
    startsAt: '9.30',
    endsAt: '1200',
    place: 'online',
    joinUrl: 'https://meet.example.org/room',
    reason: '',
    ...more,
  }
}
