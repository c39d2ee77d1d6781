using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Interchange;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Features.ImportSchedule;

/// <summary><c>POST /schedule/import</c></summary>
internal static class ImportScheduleEndpoint
{
    private static readonly UTF8Encoding Strict = new(false, true);

    public static void MapImportSchedule(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.ImportSchedule, HandleAsync)
        .WithSummary("Takes the events of a calendar in as jobs, all of them or none; an event that is a job already changes it.")
        .AddOpenApiOperationTransformer(static (operation, _, _) =>
        {
            // The body is read by hand, so the document cannot know of it by itself.
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [MediaTypes.Calendar] = new() } };
            return Task.CompletedTask;
        })
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    private static async Task<Results<Ok<ImportedSchedule>, Refusal>> HandleAsync(
        Caller caller, HttpRequest request, DefaultTimeZone defaultZone, IJobSlots slots, TenantDb db, WakeSignal<DueScanService> signal, TimeProvider time, CancellationToken cancellationToken)
    {
        // Over sockets octets have no type of their own.
        if (BodyType.Of(request) is not { MediaType: MediaTypes.Calendar or MediaTypes.Text or MediaTypes.Binary, ForeignCharset: null })
        {
            return CalendarRefusals.WrongType;
        }

        if (await ReadAsync(request, cancellationToken) is not { } text || CalendarReader.Read(text, time.GetUtcNow()) is not { } entries)
        {
            return CalendarRefusals.NoCalendar;
        }

        if (entries.Count > CalendarReader.MaximumEvents)
        {
            return CalendarRefusals.TooMany;
        }

        var users = await defaultZone.OfAsync(caller.Context, cancellationToken);
        var events = await db.TransactionAsync(caller.Context.AsUser(caller.UserId),
            transaction => new CalendarImport(transaction, slots, users, time.GetUtcNow().Truncate()).TakeAsync(entries, cancellationToken), cancellationToken);
        signal.Raise();
        return TypedResults.Ok(ImportedSchedule.Of(events));
    }

    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var octets = new MemoryStream();
        await request.Body.CopyToAsync(octets, cancellationToken);
        try
        {
            return Strict.GetString(octets.GetBuffer(), 0, (int)octets.Length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
