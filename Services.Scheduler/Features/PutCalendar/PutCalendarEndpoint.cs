using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Core.Work;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Arming;
using Nanobot.Services.Scheduler.Calendars;

namespace Nanobot.Services.Scheduler.Features.PutCalendar;

/// <summary><c>PUT /schedule/calendars/{name}</c></summary>
internal static class PutCalendarEndpoint
{
    public static void MapPutCalendar(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Scheduler.PutCalendar, HandleAsync)
        .WithSummary("Puts a calendar of days on which the tenant's jobs that name it do not run: an iCalendar text, or JSON with a list of days. Jobs that use it are armed anew.")
        .AddOpenApiOperationTransformer(static (operation, _, _) =>
        {
            operation.RequestBody = Body();
            return Task.CompletedTask;
        })
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    private static async Task<Results<Ok<CalendarResource>, Created<CalendarResource>, Refusal>> HandleAsync(
        string name, Caller caller, CalendarBook calendars, WakeSignal<ArmingService> signal, TimeProvider time, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!CalendarName.TryParse(name, out var named))
        {
            return Refusals.Invalid("name", CalendarName.Form);
        }

        var (content, wrong) = await CalendarBody.ReadAsync(request, time, cancellationToken);
        if (content is null)
        {
            return wrong!;
        }

        var (calendar, isNew, refusal) = await calendars.PutAsync(caller.Context, named, content, time.GetUtcNow().Truncate(), cancellationToken);
        if (calendar is null)
        {
            return refusal!;
        }

        signal.Raise();
        return isNew ? TypedResults.Created($"/schedule/calendars/{named.Value}", calendar) : TypedResults.Ok(calendar);
    }

    // Read by hand, so that the document cannot know of it by itself.
    private static OpenApiRequestBody Body() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [MediaTypes.Json] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "days" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["days"] = new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = CalendarLimits.Days, Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" } },
                    },
                },
            },
            [MediaTypes.Calendar] = new(),
        },
    };
}
