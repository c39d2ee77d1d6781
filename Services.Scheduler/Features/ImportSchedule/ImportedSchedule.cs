using Nanobot.Services.Scheduler.Interchange;

namespace Nanobot.Services.Scheduler.Features.ImportSchedule;

/// <summary>Answer of <c>POST /schedule/import</c>.</summary>
/// <param name="Created">How many jobs were made.</param>
/// <param name="Updated">How many that were there were changed.</param>
/// <param name="Unchanged">How many were there just so.</param>
/// <param name="Over">How many events are over.</param>
/// <param name="Events">Each.</param>
internal sealed record ImportedSchedule(int Created, int Updated, int Unchanged, int Over, IReadOnlyList<ImportedEvent> Events)
{
    public static ImportedSchedule Of(IReadOnlyList<ImportedEvent> events)
    {
        return new(Count(ImportedEvent.Created), Count(ImportedEvent.Updated), Count(ImportedEvent.Unchanged), Count(ImportedEvent.Over), events);

        int Count(string status) => events.Count(one => one.Status == status);
    }
}
