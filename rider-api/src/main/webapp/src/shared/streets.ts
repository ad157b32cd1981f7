import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { addProtocol } from 'maplibre-gl';
import { PMTiles, Protocol, TileType } from 'pmtiles';
import { offers } from './offers';

const ADDRESS = '/mapa/ciudad.pmtiles';
export const STREETS = 'streets';

/** Of what streets are drawn in; the schematic map has them too. */
export interface StreetColours {
  city: string;
  river: string;
  road: string;
  trunk: string;
  label: string;
  park: string;
  halo: string;
}

export interface Streets {
  source: SourceSpecification;
  layers: (colour: StreetColours, font: string[]) => LayerSpecification[];
}

/** The street map of the city, where the server has one; undefined where it has none or it cannot be read. */
export async function findStreets(): Promise<Streets | undefined> {
  if (!offers('streets')) {
    return undefined;
  }
  try {
    const archive = new PMTiles(new URL(ADDRESS, location.href).href);
    const header = await archive.getHeader();
    const vector = header.tileType === TileType.Mvt;
    if (!vector && ![TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif].includes(header.tileType)) {
      return undefined;
    }
    const protocol = new Protocol();
    protocol.add(archive);
    addProtocol('pmtiles', protocol.tile);
    const bounds: [number, number, number, number] = [header.minLon, header.minLat, header.maxLon, header.maxLat];
    const tiles = { tiles: [`pmtiles://${archive.source.getKey()}/{z}/{x}/{y}`], minzoom: header.minZoom, maxzoom: header.maxZoom, bounds };
    return vector
      ? { source: { type: 'vector', ...tiles }, layers: vectorLayers }
      : { source: { type: 'raster', tileSize: 256, ...tiles }, layers: () => [{ id: 'streets', type: 'raster', source: STREETS }] };
  } catch {
    // The schematic map says where stations are as well.
    return undefined;
  }
}

/** Layers of the basemap schema of Protomaps, with which tools cut a city out of OpenStreetMap. */
function vectorLayers(colour: StreetColours, font: string[]): LayerSpecification[] {
  const kinds = (...names: string[]): ['in', ['get', string], ['literal', string[]]] => ['in', ['get', 'kind'], ['literal', names]];
  const main = kinds('highway', 'major_road', 'medium_road');
  const width = (from: number, to: number): ['interpolate', ['linear'], ['zoom'], number, number, number, number] => ['interpolate', ['linear'], ['zoom'], 11, from, 17, to];
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    { id: 'streets-earth', type: 'fill', source: STREETS, 'source-layer': 'earth', paint: { 'fill-color': colour.city } },
    { id: 'streets-parks', type: 'fill', source: STREETS, 'source-layer': 'landuse', filter: kinds('park', 'forest', 'wood', 'grass', 'garden', 'nature_reserve', 'cemetery', 'pitch'), paint: { 'fill-color': colour.park, 'fill-opacity': 0.6 } },
    { id: 'streets-water', type: 'fill', source: STREETS, 'source-layer': 'water', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': colour.river } },
    { id: 'streets-rivers', type: 'line', source: STREETS, 'source-layer': 'water', filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': colour.river, 'line-width': width(1, 5) } },
    { id: 'streets-buildings', type: 'fill', source: STREETS, 'source-layer': 'buildings', minzoom: 14, paint: { 'fill-color': colour.road, 'fill-opacity': 0.5 } },
    { id: 'streets-minor', type: 'line', source: STREETS, 'source-layer': 'roads', filter: ['!', main], layout: round, paint: { 'line-color': colour.road, 'line-width': width(0.5, 9) } },
    { id: 'streets-main', type: 'line', source: STREETS, 'source-layer': 'roads', filter: main, layout: round, paint: { 'line-color': colour.trunk, 'line-width': width(1.5, 13) } },
    {
      id: 'streets-road-names', type: 'symbol', source: STREETS, 'source-layer': 'roads', minzoom: 14,
      layout: { 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 11 },
      paint: { 'text-color': colour.label, 'text-halo-color': colour.halo, 'text-halo-width': 1.5 },
    },
    {
      id: 'streets-places', type: 'symbol', source: STREETS, 'source-layer': 'places', maxzoom: 16,
      layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': 11, 'text-max-width': 8 },
      paint: { 'text-color': colour.label, 'text-halo-color': colour.halo, 'text-halo-width': 1.2 },
    },
  ];
}
