using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Scheduler.Tests.Histories;

/// <summary>The tenants module as one process sees it: now and then it does not answer, and now and then the process sleeps while it waits, in the middle of a batch that it holds.</summary>
internal sealed class FaultyTenants(Random random, double faults) : ITenantStandings
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _asleep = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _sleep;

    /// <summary>Ends when the process sleeps.</summary>
    public Task Asleep
    {
        get
        {
            lock (_lock)
            {
                return _asleep.Task;
            }
        }
    }

    /// <summary>Wakes it.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (_sleep is not null)
            {
                _sleep.SetResult();
                (_sleep, _asleep) = (null, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }
        }
    }

    public async Task<IReadOnlyList<TenantSnapshot>> FindAsync(IReadOnlyCollection<string> tenantIds, CancellationToken cancellationToken)
    {
        await FailAsync(isHolding: tenantIds.Count > 0);
        return [.. tenantIds.Select(static tenant => new TenantSnapshot(tenant, "active", "professional", 1, "UTC"))];
    }

    private Task FailAsync(bool isHolding)
    {
        lock (_lock)
        {
            var fate = random.NextDouble();
            if (fate < faults / 2)
            {
                throw new ModuleUnavailableException("tenants");
            }

            if (fate >= faults || !isHolding)
            {
                return Task.CompletedTask;
            }

            _sleep ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _asleep.TrySetResult();
            return _sleep.Task;
        }
    }
}
