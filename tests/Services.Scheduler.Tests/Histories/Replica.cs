using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Services.Scheduler.Firing;
using Npgsql;

namespace Nanobot.Services.Scheduler.Tests.Histories;

/// <summary>A process that scans the same database as others, by a clock of its own that is wrong by something.</summary>
internal sealed class Replica : IDisposable
{
    private readonly DueJobs _due;
    private readonly DueScan _scan;
    private readonly FakeTimeProvider _clock;
    private Task _look = Task.CompletedTask;

    public Replica(IServiceProvider services, Random random, double faults, DateTimeOffset start)
    {
        _clock = new FakeTimeProvider(start);
        Tenants = new FaultyTenants(random, faults);
        var pace = ActivatorUtilities.CreateInstance<FiringPace>(services, _clock);
        _due = ActivatorUtilities.CreateInstance<DueJobs>(services, pace, _clock);
        _scan = ActivatorUtilities.CreateInstance<DueScan>(services, _due, pace, ActivatorUtilities.CreateInstance<JobPause>(services, _clock),
            ActivatorUtilities.CreateInstance<StandingCheck>(services, Tenants), _clock);
    }

    public FaultyTenants Tenants { get; }

    /// <summary>How often a look came to nothing since its process was killed, or since nobody answered.</summary>
    public int Failures { get; private set; }

    /// <summary>Sets its clock, also back.</summary>
    public void SetClock(DateTimeOffset now) => _clock.AdjustTime(now);

    /// <summary>Looks until nothing is due for it. One that sleeps goes on with what it holds when it wakes.</summary>
    public void Look()
    {
        if (_look.IsCompleted)
        {
            _look = Task.Run(LookAsync);
        }
    }

    /// <summary>Until it has nothing to do, or sleeps.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(_look, Tenants.Asleep).WaitAsync(cancellationToken);
        if (_look.IsCompleted)
        {
            await _look;
        }
    }

    public void Dispose() => _due.Dispose();

    private async Task LookAsync()
    {
        try
        {
            while (await _scan.LookAsync(CancellationToken.None) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is ModuleUnavailableException or NpgsqlException)
        {
            Failures++;
        }
    }
}
