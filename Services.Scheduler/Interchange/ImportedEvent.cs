using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>What became of an event.</summary>
/// <param name="Uid">By which the calendar knows it.</param>
/// <param name="JobId">The job; none of what is over.</param>
/// <param name="Status">created, updated, unchanged or over.</param>
internal sealed record ImportedEvent(
    string Uid, Guid? JobId, [property: AllowedValues(ImportedEvent.Created, ImportedEvent.Updated, ImportedEvent.Unchanged, ImportedEvent.Over)] string Status)
{
    public const string Created = "created";
    public const string Updated = "updated";
    public const string Unchanged = "unchanged";

    /// <summary>It will not be any more: there is nothing to schedule.</summary>
    public const string Over = "over";
}
