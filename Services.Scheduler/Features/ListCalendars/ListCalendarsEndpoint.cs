using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Calendars;

namespace Nanobot.Services.Scheduler.Features.ListCalendars;

/// <summary><c>GET /schedule/calendars</c></summary>
internal static class ListCalendarsEndpoint
{
    public static void MapListCalendars(this RouteGroupBuilder members) => members.MapOperation(Operations.Scheduler.ListCalendars, HandleAsync)
        .WithSummary("The tenant's calendars of excluded days, by name, in pages; without their days.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Ok<Page<CalendarResource>>> HandleAsync(PageRequest page, Caller caller, CalendarBook calendars, CancellationToken cancellationToken) =>
        TypedResults.Ok(await calendars.ListAsync(caller.Context, page, cancellationToken));
}
