using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Calendars;

namespace Nanobot.Services.Scheduler.Features.GetCalendar;

/// <summary><c>GET /schedule/calendars/{name}</c></summary>
internal static class GetCalendarEndpoint
{
    public static void MapGetCalendar(this RouteGroupBuilder members) => members.MapOperation(Operations.Scheduler.GetCalendar, HandleAsync)
        .WithSummary("One calendar of excluded days, with them.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<CalendarResource>, Refusal>> HandleAsync(string name, Caller caller, CalendarBook calendars, CancellationToken cancellationToken) =>
        CalendarName.TryParse(name, out var named) && await calendars.FindAsync(caller.Context, named, cancellationToken) is { } calendar
            ? TypedResults.Ok(calendar)
            : CalendarRefusals.NotFound;
}
