import type { Language } from './format';

const TEXTS: Record<Language, Record<string, string>> = {
  es: {
    'AttributionControl.ToggleAttribution': 'Mostrar u ocultar las fuentes del mapa',
    'LogoControl.Title': 'MapLibre',
    'Map.Title': 'Mapa',
    'NavigationControl.ResetBearing': 'Volver a poner el norte arriba',
    'NavigationControl.ZoomIn': 'Acercar',
    'NavigationControl.ZoomOut': 'Alejar',
  },
  en: {
    'AttributionControl.ToggleAttribution': 'Show or hide the sources of the map',
    'LogoControl.Title': 'MapLibre',
    'Map.Title': 'Map',
    'NavigationControl.ResetBearing': 'Reset north to the top',
    'NavigationControl.ZoomIn': 'Zoom in',
    'NavigationControl.ZoomOut': 'Zoom out',
  },
};

/** What MapLibre's controls say, by its own names. */
export function mapLocale(language: Language): Record<string, string> {
  return TEXTS[language];
}
