// What the agent chose of this console, remembered by the browser: how they are called, and whether single keys do something.

export interface Settings {
  readonly sound: boolean;
  /** Desktop notifications while the console is out of sight. */
  readonly desktop: boolean;
  /** Keys without Ctrl or Alt; who dictates or mistypes switches them off. */
  readonly singleKeys: boolean;
}

const KEY = 'rapport.console';
export const DEFAULT_SETTINGS: Settings = { sound: true, desktop: false, singleKeys: true };

/** @returns the choices, or the defaults where nothing readable is kept. */
export function readSettings(): Settings {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return { ...DEFAULT_SETTINGS, ...(kept as Partial<Settings>) };
  } catch {
    return DEFAULT_SETTINGS;
  }
}

export function keepSettings(settings: Settings): void {
  localStorage.setItem(KEY, JSON.stringify(settings));
}
