package bici.infra.pages;

import bici.fleet.operations.StationRegister.Position;
import bici.fleet.operations.StationRegister.Station;
import bici.fleet.vocabulary.StationId;
import java.util.List;
import java.util.Optional;

/**
 * The stations of the pages' tests, at real places of Bucaramanga.
 *
 * @param bikes in the docks 1, 2, 3 and so on
 */
record Town(String id, String name, double latitude, double longitude, int docks, int bikes) {
    /** Where the walk's rider takes a bike, and where she leaves it. */
    static final Town PARK = new Town("san-pio", "Parque San Pío", 7.118625, -73.110193, 18, 9);

    static final Town CAMPUS = new Town("uis", "UIS, Carrera 27", 7.140709, -73.121012, 24, 14);

    /** Never connects. */
    static final Town SILENT = new Town("diamante", "Diamante", 7.095459, -73.110635, 16, 0);

    /** Where the console's tests take a station out of service. */
    static final Town WATER = new Town("agua", "Parque del Agua", 7.131120, -73.109924, 16, 11);

    private static final Town QUEBRADASECA = new Town("quebradaseca", "Quebradaseca", 7.122558, -73.128136, 20, 17);
    private static final Town ISLA = new Town("la-isla", "La Isla", 7.107844, -73.116074, 14, 14);
    private static final Town CONCORDIA = new Town("concordia", "Parque La Concordia", 7.113557, -73.118433, 16, 13);
    private static final Town PROVENZA = new Town("provenza", "Provenza", 7.090956, -73.109143, 24, 18);

    /** More than 60 bikes together, where no test of the console looks for one. */
    static final List<Town> BUSY = List.of(QUEBRADASECA, ISLA, CONCORDIA, PROVENZA);

    /** With three bikes, where no test of the console looks for one. */
    static final Town QUIET = new Town("unab", "UNAB El Jardín", 7.116833, -73.105517, 16, 3);

    /** Where somebody leaves a bike that nobody registered. */
    static final Town NORTH = new Town("estadio", "Estadio Américo Montanini", 7.135550, -73.118025, 18, 6);

    static final List<Town> ALL = List.of(
            PARK,
            CAMPUS,
            SILENT,
            QUEBRADASECA,
            QUIET,
            new Town("ninos", "Parque de los Niños", 7.126030, -73.119540, 20, 0),
            ISLA,
            NORTH,
            WATER,
            new Town("guarin", "Plaza Guarín", 7.126814, -73.112912, 20, 4),
            CONCORDIA,
            new Town("conucos", "Conucos", 7.103905, -73.110801, 18, 7),
            PROVENZA,
            new Town("uts", "UTS, Real de Minas", 7.103811, -73.123686, 18, 2),
            new Town("cacique", "Centro Comercial Cacique", 7.099570, -73.107858, 20, 8));

    Station toStation() {
        return new Station(new StationId(id), name, Optional.of(new Position(latitude, longitude)), docks);
    }
}
