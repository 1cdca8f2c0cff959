// Files that are dropped anywhere on the page, as a React hook; without it the browser would leave the page to show them.

import { useEffect, useRef, useState } from 'react';

/** @returns whether files are being dragged over the page now. */
export function useDroppedFiles(onDrop: (files: readonly File[]) => void): boolean {
  const [dragging, setDragging] = useState(false);
  const latest = useRef(onDrop);
  latest.current = onDrop;

  useEffect(() => {
    const withFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    function over(event: DragEvent): void {
      if (!withFiles(event)) return;
      event.preventDefault();
      setDragging(true);
    }
    function left(event: DragEvent): void {
      // Only when it leaves the page; between two elements of it there is always another one.
      if (event.relatedTarget === null) setDragging(false);
    }
    function dropped(event: DragEvent): void {
      if (!withFiles(event)) return;
      event.preventDefault();
      setDragging(false);
      latest.current([...(event.dataTransfer?.files ?? [])]);
    }
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', left);
    window.addEventListener('drop', dropped);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', left);
      window.removeEventListener('drop', dropped);
    };
  }, []);

  return dragging;
}
