// The facts that knowledge pages quote as {{variables}}, so that each fact is written once, in business.yaml.

import type { BusinessProfile } from './business.js';
import { hoursInWords } from './hours-in-words.js';

/** @returns what each variable stands for; `stores` and `store_hours` are Markdown lists. */
export function knowledgeVariables(profile: BusinessProfile): ReadonlyMap<string, string> {
  const { stores } = profile;
  return new Map([
    ['business_name', profile.name],
    ['bot_name', profile.botName],
    ['currency', profile.currency],
    ['return_window_days', String(profile.returnWindowDays)],
    ['desk_hours', hoursInWords(profile.deskHours)],
    ['store_count', String(stores.length)],
    ['stores', stores.map((store) => `- **${store.name}**: ${store.address}`).join('\n')],
    ['store_hours', stores.map((store) => `- **${store.name}**: ${hoursInWords(store.hours)}`).join('\n')],
  ]);
}
