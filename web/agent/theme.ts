// The console's colours on Fluent's themes, light and dark. Knows no component.

import {
  type BrandVariants,
  createDarkTheme,
  createLightTheme,
  type Theme,
} from '@fluentui/react-components';

/** A quiet green; step 80 carries white text at a contrast of 5.7 to 1. */
const green: BrandVariants = {
  10: '#041411',
  20: '#08221d',
  30: '#0b3028',
  40: '#0e3d33',
  50: '#114b3e',
  60: '#14594a',
  70: '#186a57',
  80: '#1c7460',
  90: '#2f8b75',
  100: '#4ba08a',
  110: '#68b49f',
  120: '#85c7b4',
  130: '#a2d9c9',
  140: '#bfeadd',
  150: '#ddf6ee',
  160: '#f1fcf8',
};

export const lightTheme: Theme = createLightTheme(green);

export const darkTheme: Theme = {
  ...createDarkTheme(green),
  // Fluent's dark foregrounds take darker steps, which do not reach 4.5 to 1 on its dark grey.
  colorBrandForeground1: green[110],
  colorBrandForeground2: green[120],
};
