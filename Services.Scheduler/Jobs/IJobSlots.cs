using Nanobot.Platform.Data;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>Gives jobs that may run about their times a slot; it stays theirs until their schedule is another.</summary>
internal interface IJobSlots
{
    /// <summary>The job in the slot that it wants; itself where it wants none.</summary>
    /// <param name="transaction">Its user's, in which it is written.</param>
    /// <param name="job">The job.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task<Job> PlaceAsync(TenantTransaction transaction, Job job, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The job in the slot that it would get now, which stays everybody's: nothing is written.</summary>
    /// <param name="job">The job.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task<Job> ProposeAsync(Job job, DateTimeOffset now, CancellationToken cancellationToken);
}
