using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Calendars;

namespace Nanobot.Services.Scheduler.Features.DeleteCalendar;

/// <summary><c>DELETE /schedule/calendars/{name}</c></summary>
internal static class DeleteCalendarEndpoint
{
    public static void MapDeleteCalendar(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Scheduler.DeleteCalendar, HandleAsync)
        .WithSummary("Deletes a calendar of excluded days that no job uses.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(string name, Caller caller, CalendarBook calendars, CancellationToken cancellationToken) =>
        !CalendarName.TryParse(name, out var named) ? CalendarRefusals.NotFound
        : await calendars.DeleteAsync(caller.Context, named, cancellationToken) is { } refusal ? refusal
        : TypedResults.NoContent();
}
