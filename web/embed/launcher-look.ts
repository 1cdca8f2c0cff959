// The look of the launcher and its window. It lives in a shadow root, so the embedding page's styles and these don't meet.

/** `--color` and `--on-color` are set on the host element. */
export const launcherLook = `
:host {
  all: initial;
  position: fixed;
  inset-block-end: 20px;
  z-index: 2147483000;
  font: 15px/1.3 "Segoe UI", system-ui, -apple-system, Roboto, sans-serif;
}
:host([data-position="right"]) { right: 20px; }
:host([data-position="left"]) { left: 20px; }
button {
  align-items: center;
  background: var(--color);
  border: 0;
  border-radius: 28px;
  box-shadow: 0 4px 16px rgb(0 0 0 / 22%);
  color: var(--on-color);
  cursor: pointer;
  display: flex;
  font: inherit;
  font-weight: 600;
  gap: 10px;
  height: 56px;
  padding: 0 22px 0 18px;
  position: relative;
}
button:hover { filter: brightness(1.08); }
button:focus-visible { outline: 3px solid var(--color); outline-offset: 3px; }
svg { fill: currentColor; height: 26px; width: 26px; }
.unread {
  background: #d92c2c;
  border: 2px solid #fff;
  border-radius: 50%;
  height: 14px;
  inset: -2px -2px auto auto;
  position: absolute;
  width: 14px;
}
[hidden] { display: none !important; }
.window {
  background: #fff;
  border-radius: 14px;
  bottom: 72px;
  box-shadow: 0 12px 40px rgb(0 0 0 / 26%);
  height: min(640px, calc(100vh - 112px));
  overflow: hidden;
  position: absolute;
  width: min(400px, calc(100vw - 40px));
}
:host([data-position="right"]) .window { right: 0; }
:host([data-position="left"]) .window { left: 0; }
iframe { border: 0; display: block; height: 100%; width: 100%; }
@media (prefers-color-scheme: dark) { .window { background: #181a1e; } }
@media (max-width: 479px) {
  .window:not([hidden]) + button { display: none; }
  .window { border-radius: 0; height: 100dvh; inset: 0; position: fixed; width: 100vw; }
}
`;
