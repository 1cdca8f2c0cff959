// What names one handoff in the console.

export interface HandoffRef {
  readonly customerId: string;
  readonly handoffId: string;
}

export function sameHandoff(a: HandoffRef, b: HandoffRef): boolean {
  return a.customerId === b.customerId && a.handoffId === b.handoffId;
}
