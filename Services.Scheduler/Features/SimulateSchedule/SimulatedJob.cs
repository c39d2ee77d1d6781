using Nanobot.Services.Scheduler.Forecasts;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Features.SimulateSchedule;

/// <summary>A job as far as a simulation goes.</summary>
/// <param name="Job">The job; of a draft the one that would be made.</param>
/// <param name="IsDraft">Whether it is one that is not made yet.</param>
/// <param name="Schedule">When it fires: the very schedule that the due scan goes by.</param>
/// <param name="Forecast">What each run will probably come to.</param>
internal sealed record SimulatedJob(Job Job, bool IsDraft, ISchedule Schedule, RunForecast Forecast)
{
    /// <summary>Its id; none of a draft.</summary>
    public Guid? JobId => IsDraft ? null : Job.JobId;

    /// <summary>The first time in a span: the one that it waits for, or one behind that.</summary>
    public DateTimeOffset? FirstIn(DateTimeOffset from) =>
        Job.NextAt is not { } waiting ? null
        : waiting >= from ? waiting
        : Schedule.Next(from.AddMicroseconds(-1));
}
