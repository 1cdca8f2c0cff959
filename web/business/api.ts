// The business console's calls to the server. Knows no state and no markup.

import type { GapsView, ProposalDraft, ProposalView, VersionsView } from '../../data/learning-desk.js';
import { type Answer, request } from '../agent/api.js';

export type { Answer };

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly businessName: string;
}

/** All that the console shows. */
export interface Shown {
  readonly gaps: GapsView;
  readonly proposals: readonly ProposalView[];
  readonly versions: VersionsView;
}

/** What a pane does: the call, and what to say when it was done. @returns whether it was. */
export type Act = (call: Promise<Answer<unknown>>, done: string) => Promise<boolean>;

const read = <T>(path: string) => request<T>('GET', `/api/business/${path}`);
const post = <T = void>(path: string, body: unknown = {}) =>
  request<T>('POST', `/api/business/${path}`, body);

export const me = () => read<Me>('me');
export const login = (email: string, password: string) => post<Me>('login', { email, password });
export const logout = () => post('logout');

export async function readAll(): Promise<Answer<Shown>> {
  const [gaps, proposals, versions] = await Promise.all([
    read<Shown['gaps']>('gaps'),
    read<Shown['proposals']>('proposals'),
    read<Shown['versions']>('versions'),
  ]);
  if (!gaps.ok) return gaps;
  if (!proposals.ok) return proposals;
  if (!versions.ok) return versions;
  return { ok: true, value: { gaps: gaps.value, proposals: proposals.value, versions: versions.value } };
}

export const setGap = (id: string, state: 'open' | 'not-ours') =>
  post(`gaps/${encodeURIComponent(id)}`, { state });
export const propose = (draft: ProposalDraft, gapId?: string) =>
  post<{ id: string }>('proposals', gapId === undefined ? draft : { ...draft, gapId });
export const edit = ({ id, revision }: ProposalView, draft: ProposalDraft) =>
  post(`proposals/${encodeURIComponent(id)}/edit`, { ...draft, revision });
export const decide = ({ id, revision }: ProposalView, decision: 'approve' | 'reject') =>
  post(`proposals/${encodeURIComponent(id)}/${decision}`, { revision });
export const restore = (number: number, newest: number) => post(`versions/${number}/restore`, { newest });
