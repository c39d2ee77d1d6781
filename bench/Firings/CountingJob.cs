using Quartz;

namespace Nanobot.Bench.Firings;

/// <summary>Quartz's job of each user.</summary>
internal sealed class CountingJob : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        Reached.Count();
        return ValueTask.CompletedTask;
    }
}
