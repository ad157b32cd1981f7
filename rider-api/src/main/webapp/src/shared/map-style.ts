import type {
  CircleLayerSpecification,
  FilterSpecification,
  LayerSpecification,
  StyleSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl';
import { BASEMAP } from './basemap';
import { STREETS, type StreetColours, type Streets } from './streets';

const FONT = ['Figtree', 'Liberation Sans', 'sans-serif'];
const NONE: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

interface Colours extends StreetColours {
  land: string;
  hills: string;
  ink: string;
}

const LIGHT: Colours = {
  land: '#e9e7dc', hills: '#d5dfcb', city: '#f7f5ef', river: '#a9cbe0', road: '#dcd7c8', trunk: '#d3b98a',
  label: '#75796f', park: '#b9d3a6', ink: '#17211d', halo: '#f7f5ef',
};
const DARK: Colours = {
  land: '#0c1210', hills: '#12211a', city: '#17201c', river: '#23455a', road: '#2a3530', trunk: '#5a4a25',
  label: '#8b978f', park: '#22402c', ink: '#edf2ee', halo: '#17201c',
};

/** Layers of the one station that is selected, and those that leave it to them. */
export const CHOSEN = ['chosen-halo', 'chosen-name', 'chosen', 'chosen-count'];
export const NOT_CHOSEN = ['halo', 'names'];
/** The layers of circles that can be pointed at. */
export const CIRCLES = ['chosen', 'stations'];
const NOBODY: FilterSpecification = ['==', ['get', 'stationId'], ''];

/** Layers of our own drawing, beside the background. */
export const SKETCH = ['hills', 'city', 'edge', 'river', 'parks', 'roads', 'trunk', 'road-names', 'comunas'];

/** With streets the sketch is there all the same, unseen. */
export function styleOf(dark: boolean, streets: Streets | undefined): StyleSpecification {
  const colour = dark ? DARK : LIGHT;
  const plain = sketch(colour);
  if (!streets) {
    return plain;
  }
  const hidden = (layer: LayerSpecification): LayerSpecification =>
    SKETCH.includes(layer.id) ? ({ ...layer, layout: { ...layer.layout, visibility: 'none' } } as LayerSpecification) : layer;
  const stations = plain.layers.findIndex((layer) => layer.id === 'halo');
  return {
    ...plain,
    sources: { ...plain.sources, [STREETS]: streets.source },
    layers: [...plain.layers.slice(0, stations).map(hidden), ...streets.layers(colour, FONT), ...plain.layers.slice(stations)],
  };
}

function sketch(colour: Colours): StyleSpecification {
  const of = (kind: string): ['==', ['get', string], string] => ['==', ['get', 'kind'], kind];
  const state = (name: string): ['feature-state', string] => ['feature-state', name];
  const is = (name: string): ['boolean', ['feature-state', string], false] => ['boolean', state(name), false];
  const halo: CircleLayerSpecification = {
    id: 'halo', type: 'circle', source: 'stations',
    paint: {
      'circle-radius': ['case', is('selected'), 25, is('changed'), 24, 21],
      'circle-color': ['case', is('changed'), '#f6c02c', is('selected'), '#1c5d9e', colour.ink],
      'circle-opacity': ['case', is('changed'), 0.55, is('selected'), 0.45, is('pointed'), 0.2, 0],
    },
  };
  const circle: CircleLayerSpecification = {
    id: 'stations', type: 'circle', source: 'stations',
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['get', 'capacity'], 8, 10, 30, 15],
      'circle-color': [
        'match', ['to-string', state('standing')],
        'offline', colour.land, 'out-of-service', '#747d78', 'empty', '#ffffff', 'full', '#1c5d9e',
        ['interpolate', ['linear'], ['to-number', state('part'), 0], 0, '#ffffff', 0.1, '#f7d36f', 0.35, '#c9d27c', 0.45, '#2f8059', 1, '#0a4d36'],
      ],
      'circle-stroke-width': ['case', is('selected'), 4, 2.5],
      'circle-stroke-color': [
        'match', ['to-string', state('standing')],
        'offline', '#747d78', 'out-of-service', colour.ink, 'empty', '#ad2f1a', 'damaged', '#f6a800', colour.ink,
      ],
    },
  };
  const count: SymbolLayerSpecification = {
    id: 'counts', type: 'symbol', source: 'counts',
    layout: { 'text-field': ['get', 'text'], 'text-font': FONT, 'text-size': 11.5, 'text-allow-overlap': true, 'text-padding': 5 },
    paint: { 'text-color': ['match', ['get', 'on'], 'dark', '#ffffff', 'light', '#17211d', colour.ink] },
  };
  return {
    version: 8,
    sources: {
      city: { type: 'geojson', data: BASEMAP },
      stations: { type: 'geojson', data: NONE, promoteId: 'stationId' },
      counts: { type: 'geojson', data: NONE },
      here: { type: 'geojson', data: NONE },
    },
    layers: [
      { id: 'land', type: 'background', paint: { 'background-color': colour.land } },
      { id: 'hills', type: 'fill', source: 'city', filter: of('hills'), paint: { 'fill-color': colour.hills } },
      { id: 'city', type: 'fill', source: 'city', filter: of('city'), paint: { 'fill-color': colour.city } },
      { id: 'edge', type: 'line', source: 'city', filter: of('city'), paint: { 'line-color': colour.label, 'line-width': 1, 'line-dasharray': [3, 3], 'line-opacity': 0.5 } },
      { id: 'river', type: 'line', source: 'city', filter: of('river'), layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': colour.river, 'line-width': 5 } },
      { id: 'parks', type: 'circle', source: 'city', filter: of('park'), paint: { 'circle-color': colour.park, 'circle-radius': ['interpolate', ['exponential', 2], ['zoom'], 12, 9, 16, 90], 'circle-pitch-alignment': 'map' } },
      { id: 'roads', type: 'line', source: 'city', filter: of('road'), layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': colour.road, 'line-width': ['interpolate', ['linear'], ['zoom'], 12, 3, 16, 12] } },
      { id: 'trunk', type: 'line', source: 'city', filter: of('trunk'), layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': colour.trunk, 'line-width': ['interpolate', ['linear'], ['zoom'], 12, 4, 16, 14] } },
      {
        id: 'road-names', type: 'symbol', source: 'city', filter: ['in', ['get', 'kind'], ['literal', ['road', 'trunk', 'river']]], minzoom: 12.6,
        layout: { 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 11, 'symbol-spacing': 220, 'text-max-angle': 50, 'text-padding': 1 },
        paint: { 'text-color': colour.label, 'text-halo-color': colour.halo, 'text-halo-width': 1.5 },
      },
      {
        id: 'comunas', type: 'symbol', source: 'city', filter: ['in', ['get', 'kind'], ['literal', ['comuna', 'note']]],
        layout: { 'text-field': ['upcase', ['get', 'name']], 'text-font': FONT, 'text-size': 10.5, 'text-letter-spacing': 0.12, 'text-max-width': 8, 'text-padding': 6 },
        paint: { 'text-color': colour.label, 'text-halo-color': colour.halo, 'text-halo-width': 1.2, 'text-opacity': 0.85 },
      },
      halo,
      circle,
      {
        id: 'names', type: 'symbol', source: 'stations', minzoom: 12.4,
        layout: {
          'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 11.5, 'text-max-width': 9,
          'text-variable-anchor': ['top', 'bottom', 'left', 'right'], 'text-radial-offset': 1.5, 'text-padding': 3,
        },
        paint: { 'text-color': colour.ink, 'text-halo-color': colour.halo, 'text-halo-width': 1.8 },
      },
      { ...halo, id: 'chosen-halo', filter: NOBODY },
      {
        id: 'chosen-name', type: 'symbol', source: 'stations', filter: NOBODY,
        layout: {
          'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 13, 'text-max-width': 9, 'text-allow-overlap': true,
          'text-variable-anchor': ['top', 'bottom', 'left', 'right'], 'text-radial-offset': 1.9,
        },
        paint: { 'text-color': colour.ink, 'text-halo-color': colour.halo, 'text-halo-width': 2.5 },
      },
      count,
      { ...circle, id: 'chosen', filter: NOBODY },
      { ...count, id: 'chosen-count', filter: NOBODY },
      {
        id: 'here', type: 'circle', source: 'here',
        paint: { 'circle-radius': 8, 'circle-color': '#1c5d9e', 'circle-stroke-width': 4, 'circle-stroke-color': '#ffffff' },
      },
    ],
  };
}
