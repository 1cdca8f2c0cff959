// Counts, shares and spans of time in words for agents. Customers read texts of the business instead.

/** @returns `no order`, `1 order`, `5 orders`. */
export function countOf(n: number, noun: string): string {
  return `${n === 0 ? 'no' : n} ${noun}${n > 1 ? 's' : ''}`;
}

/** @param share 0 to 1. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

const MONTH_DAYS = 30.44;

/** @returns `45 days`, `14 months`, `3 years`: as coarse as a person would say it. */
export function duration(days: number): string {
  if (days <= 90) return days === 1 ? '1 day' : `${days} days`;
  const months = Math.floor(days / MONTH_DAYS);
  return months < 24 ? `${months} months` : `${Math.floor(months / 12)} years`;
}
