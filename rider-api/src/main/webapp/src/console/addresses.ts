/** What the console has, each with how many ids its address may have behind it: `#/estaciones/uis`. */
const SCREENS: Readonly<Record<string, number>> = { estaciones: 1, alarmas: 0, reportes: 0, bicicletas: 1, ordenes: 0 };

/** The screen that an address names; undefined when it names none. */
export function screenOf(path: readonly string[]): string | undefined {
  const screen = path[0] ?? 'estaciones';
  return Object.hasOwn(SCREENS, screen) && path.length - 1 <= (SCREENS[screen] ?? 0) ? screen : undefined;
}
