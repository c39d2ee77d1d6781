using Nanobot.Contracts.Schedules;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Clients;

/// <summary>The scheduler module's facade. Calls run in the current tenant scope, as its user.</summary>
public interface ISchedules
{
    /// <summary>Schedules a job.</summary>
    /// <exception cref="ModuleUnavailableException">The module does not answer; whether there is a job is not known.</exception>
    Task<ScheduleResource> CreateAsync(ScheduleRequest request, CancellationToken cancellationToken);

    /// <summary>All of the user's jobs, the newest first: the module keeps a user's jobs to fewer than one page holds.</summary>
    Task<IReadOnlyList<ScheduleResource>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Deletes a job; false where the user has none with that id.</summary>
    Task<bool> DeleteAsync(Guid jobId, CancellationToken cancellationToken);
}
