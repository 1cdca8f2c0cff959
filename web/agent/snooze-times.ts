// Until when a conversation can be put aside. Pure; the clock is passed in.

export interface SnoozeChoice {
  readonly title: string;
  readonly until: Date;
}

const MINUTE = 60_000;
/** When a day at the desk begins, by the agent's own clock. */
const MORNING_HOUR = 9;

export function snoozeChoices(now: Date): readonly SnoozeChoice[] {
  const later = (minutes: number) => new Date(now.getTime() + minutes * MINUTE);
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  tomorrow.setHours(MORNING_HOUR, 0, 0, 0);
  return [
    { title: 'For 15 minutes', until: later(15) },
    { title: 'For 1 hour', until: later(60) },
    { title: 'For 3 hours', until: later(180) },
    { title: 'Until tomorrow, 9:00', until: tomorrow },
  ];
}
