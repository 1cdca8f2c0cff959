// The files that will go with the next message: brought to the server at once, so that sending takes no time. A React hook.

import { useEffect, useRef, useState } from 'react';
import type { AttachmentContent } from '../../handoff/views.js';
import { newClientId } from './client-id.js';
import type { ConsoleStore } from './console-store.js';
import { upload } from './conversation-tools-api.js';
import { keepDraftFiles, readDraftFiles } from './drafts.js';
import type { HandoffRef } from './state.js';

/** The server's limit, in bytes. */
const LARGEST = 5 * 1024 * 1024;
/** What the server takes: a hint to the browser's chooser, nothing more. */
export const ACCEPTED = 'image/png,image/jpeg,image/gif,image/webp,application/pdf,text/plain,text/csv';

export type DraftFile = { readonly id: string; readonly name: string } & (
  | { readonly state: 'uploading' }
  | { readonly state: 'failed'; readonly problem: string; readonly file?: File }
  | { readonly state: 'ready'; readonly attachment: AttachmentContent }
);

export interface DraftFiles {
  readonly files: readonly DraftFile[];
  readonly add: (files: readonly File[]) => void;
  readonly remove: (id: string) => void;
  readonly retry: (file: DraftFile) => void;
  /** @returns what can be sent; nothing is left of it here. */
  readonly take: () => readonly AttachmentContent[];
}

export function useDraftFiles(ref: HandoffRef, store: ConsoleStore): DraftFiles {
  const { handoffId } = ref;
  const [files, setFiles] = useState<readonly DraftFile[]>(() =>
    readDraftFiles(handoffId).map((attachment) => ({
      id: newClientId(),
      name: attachment.name ?? 'File',
      state: 'ready',
      attachment,
    })),
  );
  const first = useRef(true);

  useEffect(() => {
    if (first.current) first.current = false;
    else keepDraftFiles(handoffId, ready(files));
  }, [handoffId, files]);

  async function bring(id: string, file: File): Promise<void> {
    const answer = await store.act(upload(ref, file), 'quiet');
    const { name } = file;
    const now: DraftFile = answer.ok
      ? { id, name, state: 'ready', attachment: answer.value }
      : { id, name, state: 'failed', problem: answer.message, file };
    setFiles((all) => all.map((one) => (one.id === id ? now : one)));
  }

  function add(added: readonly File[]): void {
    for (const file of added) {
      const id = newClientId();
      const { name } = file;
      if (file.size > LARGEST) {
        const problem = 'It is larger than 5 MB.';
        setFiles((all) => [...all, { id, name, state: 'failed', problem }]);
      } else {
        setFiles((all) => [...all, { id, name, state: 'uploading' }]);
        void bring(id, file);
      }
    }
  }

  return {
    files,
    add,
    remove: (id) => setFiles((all) => all.filter((one) => one.id !== id)),
    retry(failed) {
      if (failed.state !== 'failed' || !failed.file) return;
      const { id, name, file } = failed;
      setFiles((all) => all.map((one) => (one.id === id ? { id, name, state: 'uploading' } : one)));
      void bring(id, file);
    },
    take() {
      setFiles([]);
      return ready(files);
    },
  };
}

function ready(files: readonly DraftFile[]): readonly AttachmentContent[] {
  return files.flatMap((one) => (one.state === 'ready' ? [one.attachment] : []));
}
