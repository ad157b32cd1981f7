// A schematic map of Bucaramanga, drawn by us: outlines and main corridors are sketched from a few known points, not
// surveyed. Label points of the comunas are the municipality's open data. Good for seeing which station is where, no more.

type Place = [lon: number, lat: number];

const OUTLINE: Place[] = [
  [-73.142, 7.163], [-73.131, 7.1655], [-73.122, 7.163], [-73.114, 7.152], [-73.108, 7.143], [-73.099, 7.139],
  [-73.0965, 7.129], [-73.098, 7.118], [-73.0945, 7.108], [-73.097, 7.098], [-73.1, 7.088], [-73.1035, 7.078],
  [-73.1095, 7.0695], [-73.119, 7.0685], [-73.128, 7.0745], [-73.141, 7.077], [-73.147, 7.087], [-73.1525, 7.096],
  [-73.1515, 7.105], [-73.1435, 7.111], [-73.149, 7.117], [-73.1555, 7.124], [-73.149, 7.131], [-73.1455, 7.142], [-73.148, 7.154],
];

const HILLS: Place[] = [
  [-73.122, 7.17], [-73.114, 7.152], [-73.108, 7.143], [-73.099, 7.139], [-73.0965, 7.129], [-73.098, 7.118], [-73.0945, 7.108],
  [-73.097, 7.098], [-73.1, 7.088], [-73.1035, 7.078], [-73.1, 7.05], [-73.05, 7.05], [-73.05, 7.19], [-73.122, 7.19],
];

const RIVER: Place[] = [
  [-73.1375, 7.19], [-73.15, 7.172], [-73.1555, 7.155], [-73.1535, 7.142], [-73.159, 7.131], [-73.1625, 7.121],
  [-73.158, 7.108], [-73.1605, 7.094], [-73.157, 7.08], [-73.163, 7.06], [-73.17, 7.04],
];

const PARKS: [name: string, at: Place][] = [
  ['Parque San Pío', [-73.110193, 7.118625]],
  ['Parque de los Niños', [-73.11954, 7.12603]],
  ['Parque La Concordia', [-73.118433, 7.113557]],
  ['Parque García Rovira', [-73.127325, 7.114838]],
  ['Parque del Agua', [-73.109924, 7.13112]],
  ['Parque Las Palmas', [-73.11162, 7.120212]],
];

/** Trunk lines of Metrolínea, then roads. */
const CORRIDORS: { name: string; kind: 'trunk' | 'road'; line: Place[] }[] = [
  {
    name: 'Metrolínea',
    kind: 'trunk',
    line: [
      [-73.122375, 7.137204], [-73.1258, 7.1335], [-73.1284, 7.129], [-73.128136, 7.122558], [-73.1252, 7.118],
      [-73.1207, 7.1125], [-73.116074, 7.107844], [-73.1125, 7.1025], [-73.110635, 7.095459], [-73.109143, 7.090956],
      [-73.1068, 7.08], [-73.104748, 7.070489],
    ],
  },
  { name: 'Carrera 27', kind: 'road', line: [[-73.1212, 7.1452], [-73.121012, 7.140709], [-73.1202, 7.1335], [-73.1192, 7.126], [-73.1168, 7.1175], [-73.1142, 7.1093]] },
  { name: 'Carrera 33', kind: 'road', line: [[-73.1146, 7.1375], [-73.1131, 7.1268], [-73.1118, 7.1202], [-73.1104, 7.1152], [-73.1097, 7.11], [-73.1108, 7.1039]] },
  { name: 'Avenida Quebradaseca', kind: 'road', line: [[-73.1335, 7.1202], [-73.128136, 7.122558], [-73.1235, 7.1247], [-73.1192, 7.126], [-73.1131, 7.1268], [-73.1082, 7.1277]] },
  { name: 'Calle 36', kind: 'road', line: [[-73.1345, 7.1166], [-73.127, 7.1183], [-73.1185, 7.1203], [-73.1118, 7.1213]] },
  { name: 'Avenida González Valencia', kind: 'road', line: [[-73.1228, 7.1182], [-73.1182, 7.1135], [-73.1142, 7.1093]] },
  { name: 'Calle 9', kind: 'road', line: [[-73.1258, 7.1335], [-73.121012, 7.1395], [-73.1146, 7.1375]] },
  { name: 'Avenida El Jardín', kind: 'road', line: [[-73.1112, 7.1186], [-73.1055, 7.1168], [-73.1035, 7.111], [-73.107858, 7.09957], [-73.109143, 7.090956]] },
  { name: 'Calle de los Estudiantes', kind: 'road', line: [[-73.1242, 7.1158], [-73.1246, 7.1085], [-73.123686, 7.103811], [-73.1297, 7.0985]] },
  { name: 'Vía a la Costa', kind: 'road', line: [[-73.1284, 7.129], [-73.1312, 7.142], [-73.134, 7.153], [-73.1375, 7.166], [-73.136, 7.19]] },
  { name: 'Vía a Girón', kind: 'road', line: [[-73.1207, 7.1125], [-73.1297, 7.0985], [-73.1415, 7.09], [-73.154, 7.082], [-73.17, 7.0735]] },
  { name: 'Vía a Cúcuta', kind: 'road', line: [[-73.1082, 7.1277], [-73.1046, 7.1335], [-73.1012, 7.1345], [-73.09, 7.142], [-73.07, 7.147]] },
  { name: 'Transversal de Provenza', kind: 'road', line: [[-73.109143, 7.090956], [-73.116, 7.0865], [-73.1297, 7.0985]] },
];

const COMUNAS: [name: string, at: Place][] = [
  ['Cabecera del Llano', [-73.10563, 7.11174]],
  ['Centro', [-73.13142, 7.11953]],
  ['Ciudadela Real de Minas', [-73.1278, 7.10634]],
  ['García Rovira', [-73.14718, 7.10049]],
  ['La Concordia', [-73.12611, 7.10886]],
  ['La Pedregosa', [-73.11407, 7.09656]],
  ['Morrorico', [-73.1038, 7.13589]],
  ['Mutis', [-73.13929, 7.09285]],
  ['Nororiental', [-73.12638, 7.15409]],
  ['Norte', [-73.13762, 7.15544]],
  ['Occidental', [-73.14959, 7.12344]],
  ['Oriental', [-73.10546, 7.12847]],
  ['Provenza', [-73.1144, 7.07906]],
  ['San Francisco', [-73.13814, 7.13934]],
  ['Sur', [-73.13724, 7.08248]],
  ['Suroccidente', [-73.12121, 7.09492]],
  ['El Tejar', [-73.10124, 7.10537]],
];

type Geometry = GeoJSON.Geometry;

function feature(kind: string, geometry: Geometry, name = ''): GeoJSON.Feature {
  return { type: 'Feature', properties: { kind, name }, geometry };
}

function ring(places: Place[]): Geometry {
  return { type: 'Polygon', coordinates: [[...places, places[0] as Place]] };
}

export const BASEMAP: GeoJSON.FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    feature('hills', ring(HILLS)),
    feature('city', ring(OUTLINE)),
    feature('river', { type: 'LineString', coordinates: RIVER }, 'Río de Oro'),
    ...CORRIDORS.map((one) => feature(one.kind, { type: 'LineString', coordinates: one.line }, one.name)),
    ...PARKS.map(([name, at]) => feature('park', { type: 'Point', coordinates: at }, name)),
    ...COMUNAS.map(([name, at]) => feature('comuna', { type: 'Point', coordinates: at }, name)),
    feature('note', { type: 'Point', coordinates: [-73.081, 7.115] }, 'Cerros orientales'),
  ],
};
