using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>Which of a user's jobs are meant; what is absent lets all of them pass.</summary>
/// <param name="Tag">They have it.</param>
/// <param name="Status">active, paused or done.</param>
/// <param name="Kind">Their kind of schedule.</param>
internal sealed record JobFilter(string? Tag, string? Status, string? Kind)
{
    /// <summary>The condition, on the arguments $3 to $5, which are <see cref="Arguments"/>.</summary>
    public const string Condition = """
        ($3::text is null or tags @> array[$3::text]) and ($4::text is null or status = $4) and ($5::text is null or schedule ->> 'kind' = $5)
        """;

    public IReadOnlyList<object?> Arguments => [Tag, Status, Kind];

    /// <summary>Adds what is wrong.</summary>
    public void Check(ValidationErrors errors)
    {
        if (Tag is not null)
        {
            errors.Require<JobTag>(Tag, "tag");
        }

        if (Status is not null)
        {
            errors.OneOf(Status, "status", JobStatus.Names);
        }

        if (Kind is not null)
        {
            errors.OneOf(Kind, "kind", ScheduleKind.All);
        }
    }
}
