// The business's rules for messages of the bot's own accord, as messages.yaml has them. Knows no customer.

import { z } from 'zod';
import { NOTICE_KINDS, type NoticeKind } from '../data/notices.js';

/** `HH:MM` on the wall, from the first minute of `from` up to, not including, `to`; past midnight where `to` is the earlier. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

export interface MessageSettings {
  /** What is told at all; of the others, consent is not asked for either. */
  readonly kinds: readonly NoticeKind[];
  /** A price counts as lower from this share off on, in percent. */
  readonly priceDropPercent: number;
  readonly quietHours: QuietHours | 'never';
  /** Messages within any 24 hours, and within any 7 days, whatever they tell. */
  readonly mostPerDay: number;
  readonly mostPerWeek: number;
}

const quietHours = z
  .string()
  .refine((text) => text === 'never' || /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/.test(text), {
    error: 'is not a span of hours',
    params: { remedy: 'Write it as "21:00-08:00", with the quotes, or never.' },
    abort: true,
  })
  .transform((text) =>
    text === 'never' ? ('never' as const) : { from: text.slice(0, 5), to: text.slice(6) },
  )
  .refine((hours) => hours === 'never' || hours.from !== hours.to, {
    error: 'begins when it ends',
    params: { remedy: 'Leave messages.yaml out, or write an empty list of kinds, if nothing shall be told.' },
  });

/** The defaults are the calm ones; they hold for what the file leaves out, and a folder without the file tells nothing. */
export const messagesSchema = z
  .strictObject({
    tell: z.array(z.enum(NOTICE_KINDS)).default([...NOTICE_KINDS]),
    price_drop_percent: z.number().min(1).max(99).default(10),
    quiet_hours: quietHours.default({ from: '21:00', to: '08:00' }),
    most_per_day: z.int().min(1).max(10).default(1),
    most_per_week: z.int().min(1).max(30).default(3),
  })
  .transform(
    (written): MessageSettings => ({
      kinds: written.tell,
      priceDropPercent: written.price_drop_percent,
      quietHours: written.quiet_hours,
      mostPerDay: written.most_per_day,
      mostPerWeek: written.most_per_week,
    }),
  );
