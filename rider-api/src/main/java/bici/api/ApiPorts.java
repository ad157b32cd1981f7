package bici.api;

import bici.api.session.SmsGateway;
import bici.fleet.availability.LiveBikes;
import bici.fleet.availability.LiveStations;
import bici.fleet.operations.Alarms;
import bici.fleet.operations.BikeDesk;
import bici.fleet.operations.FleetDesk;
import bici.fleet.operations.FleetRegister;
import bici.fleet.operations.PrintedCodes;
import bici.fleet.operations.ReportDesk;
import bici.fleet.operations.RiderReports;
import bici.fleet.operations.RulingDesk;
import bici.fleet.operations.StaffDesk;
import bici.fleet.operations.StationConditions;
import bici.fleet.operations.StationConfigs;
import bici.fleet.people.DataPolicy;
import bici.fleet.people.Riders;
import bici.fleet.people.Sessions;
import bici.fleet.people.SignInLinks;
import bici.fleet.report.TripExport;
import bici.fleet.trip.RiderTrips;
import bici.fleet.trip.UnlockDesk;

/** Everything the API asks. */
public record ApiPorts(
        DataPolicy policy,
        UnlockDesk unlocks,
        RiderTrips trips,
        Riders riders,
        Sessions sessions,
        SignInLinks links,
        LiveStations stations,
        LiveBikes bikes,
        StaffDesk staffDesk,
        RulingDesk rulings,
        Alarms alarms,
        StationConditions conditions,
        StationConfigs configs,
        BikeDesk bikeDesk,
        FleetDesk fleetDesk,
        FleetRegister fleet,
        RiderReports reports,
        ReportDesk reportDesk,
        PrintedCodes codes,
        TripExport export,
        SmsGateway sms) {}
