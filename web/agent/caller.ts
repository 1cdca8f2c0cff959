// Calls the agent: a short sound, and a notification of the desktop while the console is out of sight. Knows nothing of what for.

import type { Alert } from './alerts.js';
import type { HandoffRef } from './handoff-ref.js';
import type { Settings } from './settings.js';

/** Hertz, one tone after the other: rising for what must be taken, one alone for a message. */
const TONES: Readonly<Record<Alert['kind'], readonly number[]>> = {
  offered: [659, 880],
  due: [880, 659, 880],
  message: [587],
};
const TONE_S = 0.14;
const LOUDNESS = 0.12;

export interface Caller {
  call(alert: Alert): void;
}

/** @param onOpen a notification was clicked. */
export function createCaller(parts: {
  readonly settings: () => Settings;
  readonly onOpen: (ref: HandoffRef) => void;
}): Caller {
  let audio: AudioContext | undefined;
  // Browsers let a page be heard only after its user did something on it.
  const unlock = () => {
    audio ??= new AudioContext();
    void audio.resume();
  };
  window.addEventListener('pointerdown', unlock, { once: true });
  window.addEventListener('keydown', unlock, { once: true });

  return {
    call(alert) {
      const { sound, desktop } = parts.settings();
      if (sound && audio?.state === 'running') play(audio, TONES[alert.kind]);
      if (desktop && !document.hasFocus()) notify(alert, parts.onOpen);
    },
  };
}

function play(audio: AudioContext, tones: readonly number[]): void {
  tones.forEach((hertz, index) => {
    const begin = audio.currentTime + index * TONE_S;
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.frequency.value = hertz;
    // It swells and fades: a tone that is cut off clicks.
    loudness.gain.setValueAtTime(0, begin);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, begin + 0.02);
    loudness.gain.linearRampToValueAtTime(0, begin + TONE_S);
    tone.connect(loudness).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + TONE_S);
  });
}

function notify(alert: Alert, onOpen: (ref: HandoffRef) => void): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  // One a conversation: a newer one takes the older one's place.
  const shown = new Notification(alert.title, { body: alert.text, tag: alert.ref.handoffId });
  shown.onclick = () => {
    window.focus();
    shown.close();
    onOpen(alert.ref);
  };
}

/** Asks the browser; to be called at the agent's own wish only. @returns whether notifications may be shown. */
export async function mayNotify(): Promise<boolean> {
  if (!('Notification' in window)) return false;
  return (await Notification.requestPermission()) === 'granted';
}
