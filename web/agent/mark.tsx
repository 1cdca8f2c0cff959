// The product's mark: two speech bubbles that meet.

import { tokens } from '@fluentui/react-components';

export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        fill={tokens.colorBrandBackground}
        d="M3 6.5A3.5 3.5 0 0 1 6.5 3h6A3.5 3.5 0 0 1 16 6.5v3a3.5 3.5 0 0 1-3.5 3.5H8l-3.6 2.7A.9.9 0 0 1 3 15z"
      />
      <path
        fill={tokens.colorBrandForeground2}
        fillOpacity="0.55"
        d="M21 12.5A3.5 3.5 0 0 0 17.5 9h-4A3.5 3.5 0 0 0 10 12.5v2a3.5 3.5 0 0 0 3.5 3.5H16l3.6 2.7a.9.9 0 0 0 1.4-.7z"
      />
    </svg>
  );
}
